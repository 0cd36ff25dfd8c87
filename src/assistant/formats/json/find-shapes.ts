import type { Json, JsonObject } from '../../../web/json/json.ts'
import { asArray, asObject, asString } from '../../../web/json/narrow.ts'
import { schemaOfExample } from './example-schema.ts'
import { parseShape } from './shape-parser.ts'

/** A JSON value or an outline in a text. */
export interface FoundShape {
  schema: JsonObject
  /** The text before it, up to `BEFORE_CHARACTERS`. */
  before: string
  start: number
  end: number
  /** True for a JSON Schema, false for an example or an outline. */
  isSchema: boolean
  /** True for a complete JSON value, false for an outline. */
  isJson: boolean
}

/** The text before a shape that is searched for its purpose. */
const BEFORE_CHARACTERS = 300

/** More shapes are ignored, so that hostile text takes linear time. */
const MAX_SHAPES = 40
const MAX_ATTEMPTS = 200

/** Longer values are not parsed. */
const MAX_JSON_LENGTH = 15_000

const NO_TYPES: ReadonlySet<string> = new Set()

/** @returns the JSON values, JSON Schemas and outlines of a text, in order */
export function findShapes(text: string): FoundShape[] {
  const found: FoundShape[] = []
  let attempts = 0
  for (let at = nextOpening(text, 0); at !== -1; at = nextOpening(text, at)) {
    attempts += 1
    if (found.length >= MAX_SHAPES || attempts > MAX_ATTEMPTS) {
      break
    }
    const shape = shapeAt(text, at)
    if (shape !== undefined) {
      found.push({ ...shape, start: at, before: text.slice(Math.max(0, at - BEFORE_CHARACTERS), at) })
    }
    at = shape?.end ?? at + 1
  }
  return found
}

/** @returns the index of the next `{` or `[` that may open a shape */
function nextOpening(text: string, from: number): number {
  OPENING.lastIndex = from
  return OPENING.exec(text)?.index ?? -1
}

const OPENING = /\{(?=\s*(?:["'`]?[A-Za-z_$]|\}|\/\/|\/\*|\[))|\[(?=\s*(?:[{"]|\/\/))/g

function shapeAt(
  text: string,
  start: number,
): Pick<FoundShape, 'schema' | 'end' | 'isSchema' | 'isJson'> | undefined {
  const end = closingIndex(text, start)
  const value = end === -1 ? undefined : parseJson(text.slice(start, end))
  if (value !== undefined) {
    const schema = readSchema(value)
    return { schema: schema ?? schemaOfExample(value), end, isSchema: schema !== undefined, isJson: true }
  }
  const shape = parseShape(text, start, { literals: 'examples', declared: NO_TYPES })
  const isStructured =
    shape?.schema['type'] === 'object' || asObject(shape?.schema['items'])?.['type'] === 'object'
  return shape !== undefined && isStructured ? { ...shape, isSchema: false, isJson: false } : undefined
}

/** @returns the index behind the bracket that closes a JSON value; -1 if there is none */
function closingIndex(text: string, start: number): number {
  let depth = 0
  let isInString = false
  const limit = Math.min(text.length, start + MAX_JSON_LENGTH)
  for (let index = start; index < limit; index += 1) {
    const character = text[index]
    if (isInString) {
      if (character === '\\') {
        index += 1
      } else if (character === '"' || character === '\n') {
        isInString = false
      }
    } else if (character === '"') {
      isInString = true
    } else if (character === '{' || character === '[') {
      depth += 1
    } else if (character === '}' || character === ']') {
      depth -= 1
      if (depth === 0) {
        return index + 1
      }
    }
  }
  return -1
}

function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

const SCHEMA_TYPES: ReadonlySet<string> = new Set([
  'object',
  'array',
  'string',
  'number',
  'integer',
  'boolean',
  'null',
])

/**
 * @returns the JSON Schema that a value is or contains, as `{"name", "schema"}` and `{"properties"}` do; undefined for
 *   any other value
 */
export function readSchema(value: Json): JsonObject | undefined {
  const object = asObject(value)
  if (object === undefined) {
    return undefined
  }
  const inner = asObject(object['schema']) ?? asObject(asObject(object['json_schema'])?.['schema'])
  if (inner !== undefined && readSchema(inner) !== undefined) {
    return inner
  }
  const types = [object['type'] ?? []].flat()
  const hasType = types.length > 0 && types.every((type) => SCHEMA_TYPES.has(asString(type) ?? ''))
  const properties = asObject(object['properties'])
  const hasProperties =
    properties !== undefined && Object.values(properties).every((property) => isSubschema(property))
  const isSchema =
    hasProperties ||
    '$schema' in object ||
    (hasType && ('items' in object || 'enum' in object || 'anyOf' in object)) ||
    asArray(object['anyOf'] ?? object['oneOf']).some(isSubschema) ||
    ('$ref' in object && ('$defs' in object || 'definitions' in object))
  return isSchema ? (hasType || !hasProperties ? object : { type: 'object', ...object }) : undefined
}

function isSubschema(value: Json): boolean {
  const schema = asObject(value)
  return (
    typeof value === 'boolean' ||
    (schema !== undefined &&
      ['type', '$ref', 'anyOf', 'oneOf', 'allOf', 'enum', 'const', 'properties', 'description', 'title'].some(
        (keyword) => keyword in schema,
      ))
  )
}
