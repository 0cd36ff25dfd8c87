import type { JsonObject } from '../../../web/json/json.ts'
import { listIn } from '../../../web/json/narrow.ts'

/** @returns true if the request's `include` contains the value */
export function includes(body: JsonObject, value: string): boolean {
  return listIn(body['include']).includes(value)
}
