import type { JsonObject } from '../../json/json.ts'
import { listIn } from '../../json/read-json.ts'

/** @returns true if the request's `include` contains the value */
export function includes(body: JsonObject, value: string): boolean {
  return listIn(body['include']).includes(value)
}
