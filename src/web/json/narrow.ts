import type { Json, JsonObject } from './json.ts'
import { isRecord } from './is-record.ts'

/** @returns the value typed as JSON, or undefined for `undefined` and blobs */
export function asJson(value: unknown): Json | undefined {
  return isJson(value) ? value : undefined
}

/** @returns the value if it is a JSON object */
export function asObject(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined
}

/** @returns the value if it is an array, otherwise an empty array */
export function asArray(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}

/** @returns the objects in an array */
export function asObjects(value: Json | undefined): JsonObject[] {
  return asArray(value).filter(isJsonObject)
}

/** @returns the value if it is a string */
export function asString(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** @returns the value if it is a number or, as in form fields, a numeric string */
export function asNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
    return Number(value)
  }
  return typeof value === 'number' ? value : undefined
}

function isJson(value: unknown): value is Json {
  return value !== undefined && !(value instanceof Blob)
}

function isJsonObject(value: unknown): value is JsonObject {
  return isRecord(value) && !(value instanceof Blob)
}
