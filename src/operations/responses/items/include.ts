import type { JsonObject } from '../../../web/json/json.ts'
import { asArray } from '../../../web/json/narrow.ts'

/** @returns true if the request's `include` contains the value */
export function isIncluded(body: JsonObject, value: string): boolean {
  return asArray(body['include']).includes(value)
}
