import type { JsonObject } from '../../json/json.ts'
import { listIn } from '../../json/read-json.ts'

/** @returns true when the request's `include` names the value */
export function includes(body: JsonObject, value: string): boolean {
  return listIn(body['include']).includes(value)
}
