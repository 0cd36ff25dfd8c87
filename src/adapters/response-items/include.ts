import type { JsonObject } from '../../catalogue/types.ts'
import { listIn } from '../read-json.ts'

/** @returns true when the request's `include` names the value */
export function includes(body: JsonObject, value: string): boolean {
  return listIn(body['include']).includes(value)
}
