import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, numberIn } from '../../web/json/narrow.ts'
import { mergeSchemas } from './merge-schemas.ts'
import { isClosing, isVaried, type Place, schemaIn, type Subschema } from './context.ts'

/** Maximum number of generated items, even if the schema requires more. */
const MOST_ITEMS = 100

/** Maximum number of attempts to generate a unique item. */
const MOST_TRIES = 12

/** @returns an array for the schema, with one item unless it requires another number */
export function sampleArray(schema: JsonObject, place: Place): Json[] {
  const { items, additionalItems } = schema
  const leading = (Array.isArray(items) ? items : listIn(schema['prefixItems'])).map(
    (part) => schemaIn(part) ?? true,
  )
  const rest = schemaIn(Array.isArray(items) ? additionalItems : items) ?? true
  const contained = schemaIn(schema['contains'])
  const mustContain = contained === undefined ? 0 : (numberIn(schema['minContains']) ?? 1)
  const count = countOf(schema, place, { leading: leading.length, mustContain, rest })
  const isUnique = schema['uniqueItems'] === true
  const values: Json[] = []
  for (let index = 0; index < count; index += 1) {
    const own = leading[index] ?? rest
    const isContained = contained !== undefined && index >= count - mustContain
    const part = isContained ? mergeSchemas(own, contained) : own
    const value = nextItem(part, { place, values: isUnique ? values : [] })
    if (value === undefined) {
      break
    }
    values.push(value)
  }
  return values
}

function countOf(
  schema: JsonObject,
  place: Place,
  { leading, mustContain, rest }: { leading: number; mustContain: number; rest: Subschema },
): number {
  const fewest = numberIn(schema['minItems']) ?? 0
  const most = rest === false ? leading : (numberIn(schema['maxItems']) ?? Infinity)
  const isShort = isClosing(place) || isVaried(place)
  const wanted = Math.max(fewest, mustContain, isShort ? 0 : Math.max(1, leading))
  return Math.min(wanted, most, numberIn(schema['maxItems']) ?? Infinity, MOST_ITEMS)
}

/** @returns the next item, distinct from `values`; undefined if there is none */
function nextItem(schema: Subschema, { place, values }: { place: Place; values: Json[] }): Json | undefined {
  const known = new Set(values.map((value) => JSON.stringify(value)))
  const inside = { ...place, depth: place.depth + 1 }
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const value = place.sample(
      schema,
      attempt === 0 ? inside : { ...inside, attempt: place.attempt + attempt },
    )
    if (!known.has(JSON.stringify(value))) {
      return value
    }
    const other = typeof value === 'string' ? numbered(schema, value, known.size + 1) : undefined
    if (other !== undefined) {
      return other
    }
  }
  return undefined
}

/** Makes an unconstrained string unique by appending a number. */
function numbered(schema: Subschema, value: string, number: number): string | undefined {
  const isFree =
    typeof schema !== 'boolean' &&
    !['enum', 'const', 'pattern', 'format', 'maxLength', '$ref', 'anyOf', 'oneOf', 'allOf'].some(
      (keyword) => keyword in schema,
    )
  return isFree ? `${value} ${number}` : undefined
}
