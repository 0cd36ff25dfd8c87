import type { Json, JsonObject } from '../../../web/json/json.ts'
import { asArray } from '../../../web/json/narrow.ts'
import { describedType } from './described-types.ts'

/** Values of examples with more words are descriptions. */
const MAX_EXAMPLE_WORDS = 3

/** @returns the schema of a JSON value that shows the shape of the output */
export function schemaOfExample(value: Json): JsonObject {
  if (Array.isArray(value)) {
    return { type: 'array', items: value[0] === undefined ? { type: 'string' } : schemaOfExample(value[0]) }
  }
  switch (typeof value) {
    case 'object':
      return value === null ? { type: ['string', 'null'] } : objectSchema(value)
    case 'number':
      return Number.isInteger(value)
        ? { type: 'integer', examples: [value] }
        : { type: 'number', examples: [value] }
    case 'boolean':
      return { type: 'boolean' }
    default:
      return exampleText(value)
  }
}

function objectSchema(value: JsonObject): JsonObject {
  const properties = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, schemaOfExample(member)]),
  )
  return { type: 'object', properties, required: Object.keys(value), additionalProperties: false }
}

function exampleText(text: string): JsonObject {
  const described = describedType(text)
  const words = text.split(/\s+/)
  const isPlaceholder =
    described['type'] !== 'string' ||
    asArray(described['enum']).length > 0 ||
    /^[<{[(.]|\.\.\.|\u2026|^(?:your|the|an?|string)\b/i.test(text) ||
    words.length > MAX_EXAMPLE_WORDS ||
    (words.length > 1 && text === text.toLowerCase())
  return isPlaceholder || text === '' ? described : { type: 'string', examples: [text] }
}
