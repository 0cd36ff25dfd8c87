import type { Json, JsonObject } from '../web/json/json.ts'
import { asObject, asString } from '../web/json/narrow.ts'

/** The schema of a structured output: the client's JSON Schema, any JSON object, or undefined for plain text. */
export type OutputSchema = JsonObject | 'json' | undefined

/** @returns the schema of a structured output, from `response_format` or `text.format` */
export function readOutputSchema(requested: Json | undefined): OutputSchema {
  const format = asObject(requested)
  switch (asString(format?.['type'])) {
    case 'json_schema':
      return asObject((asObject(format?.['json_schema']) ?? format)?.['schema']) ?? 'json'
    case 'json_object':
      // Instructor's JSON schema mode sends the schema of other providers.
      return asObject(format?.['schema']) ?? 'json'
    default:
      return undefined
  }
}
