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
export function asArray(value: unknown): Json[] {
  return isJsonArray(value) ? value : []
}

/** @returns the objects in an array */
export function asObjects(value: unknown): JsonObject[] {
  return asArray(value).filter(isJsonObject)
}

/** @returns the value if it is a string */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** @returns the value if it is a number or, as in form fields, a numeric string */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
    return Number(value)
  }
  return typeof value === 'number' ? value : undefined
}

function isJson(value: unknown): value is Json {
  return value !== undefined && !(value instanceof Blob)
}

function isJsonArray(value: unknown): value is Json[] {
  return Array.isArray(value)
}

function isJsonObject(value: unknown): value is JsonObject {
  return isRecord(value) && !(value instanceof Blob)
}
