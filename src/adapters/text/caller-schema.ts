import type { Json, JsonObject } from '../../catalogue/types.ts'
import type { Random } from '../../openai/seeded-random.ts'
import { listIn, numberIn, objectIn, objectsIn, stringIn } from '../read-json.ts'
import { believableNumber, believableString } from './believable.ts'
import { stringMatching } from './string-matching.ts'

/** Where a schema that refers to itself comes to an end. */
const DEEPEST = 8

/** More items or characters than these are not made up, whatever a schema asks for. */
const MOST_ITEMS = 100
const MOST_CHARACTERS = 10_000

/** What values are made up from. */
export interface CallerSchemaContext {
  /** The last user text, in which values are looked for. */
  prompt: string
  random: Random
}

/** A schema that goes on without end, or branches without end, ends here. */
const HARD_DEPTH = 48
const MOST_VALUES = 5000

interface Place extends CallerSchemaContext {
  root: JsonObject
  /** How many values may still be made up. */
  budget: { left: number }
  name: string
  depth: number
}

/** Formats of JSON Schema (2020-12, Validation, section 7.3) with a value each. */
const FORMATS: Record<string, string> = {
  date: '2025-03-10',
  time: '09:30:00Z',
  'date-time': '2025-03-10T09:30:00Z',
  duration: 'PT30M',
  email: 'ada@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  uuid: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
}

/**
 * Makes up a value that a caller's JSON Schema describes: a tool's parameters, a structured output. Believable rather
 * than minimal, and valid: enumerations, bounds, patterns, formats, `$ref`, recursion.
 *
 * @param schema as the caller sent it
 * @param context what to make it up from
 */
export function sampleCallerSchema(schema: JsonObject, context: CallerSchemaContext): Json {
  return sample(schema, { ...context, root: schema, budget: { left: MOST_VALUES }, name: '', depth: 0 })
}

function sample(schema: JsonObject, place: Place): Json {
  place.budget.left -= 1
  if (place.depth > HARD_DEPTH || place.budget.left < 0) {
    return null
  }
  const reference = stringIn(schema['$ref'])
  if (reference !== undefined) {
    const { $ref: _, ...beside } = schema
    const target = resolve(reference, place.root)
    return target === undefined
      ? null
      : sample({ ...target, ...beside }, { ...place, depth: place.depth + 1 })
  }
  if ('const' in schema) {
    return schema['const'] ?? null
  }
  const values = listIn(schema['enum'])
  if (values.length > 0) {
    return chosen(values, place)
  }
  if (Array.isArray(schema['allOf'])) {
    return sample(merged(schema, place.root), { ...place, depth: place.depth + 1 })
  }
  const branches = objectsIn(schema['anyOf'] ?? schema['oneOf'])
  if (branches.length > 0) {
    return sampleUnion(schema, branches, place)
  }
  return sampleType(schema, place)
}

/** Past the depth where values should end, the branch that ends soonest; before it, the first that is not null. */
function sampleUnion(schema: JsonObject, branches: JsonObject[], given: Place): Json {
  const place = { ...given, depth: given.depth + 1 }
  const { anyOf: _, oneOf: __, ...beside } = schema
  const isNull = (branch: JsonObject) => branch['type'] === 'null'
  const isPlain = (branch: JsonObject) => branch['$ref'] === undefined && branch['type'] !== 'object'
  const branch =
    place.depth > DEEPEST
      ? (branches.find(isNull) ?? branches.find(isPlain))
      : branches.find((one) => !isNull(one))
  return sample({ ...beside, ...(branch ?? branches[0]) }, place)
}

function sampleType(schema: JsonObject, place: Place): Json {
  const types = [schema['type'] ?? impliedType(schema)].flat()
  const type = place.depth > DEEPEST && types.includes('null') ? 'null' : types.find((one) => one !== 'null')
  switch (type) {
    case 'object':
      return sampleObject(schema, place)
    case 'array':
      return sampleArray(schema, place)
    case 'string':
      return sampleString(schema, place)
    case 'integer':
    case 'number':
      return sampleNumber(schema, place, type === 'integer')
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return believableString(place.name, place.prompt, place.random)
  }
}

function impliedType(schema: JsonObject): string {
  if ('properties' in schema) {
    return 'object'
  }
  return 'items' in schema ? 'array' : 'any'
}

function sampleObject(schema: JsonObject, place: Place): JsonObject {
  const properties = objectIn(schema['properties']) ?? {}
  const required = listIn(schema['required'])
  const filled = Object.entries(properties).filter(
    ([name]) => required.includes(name) || place.depth < DEEPEST / 2,
  )
  const sampled = filled.map(([name, property]): [string, Json] => [
    name,
    sample(objectIn(property) ?? {}, { ...place, name, depth: place.depth + 1 }),
  ])
  const undeclared = required.flatMap((name) =>
    typeof name === 'string' && !(name in properties) ? [name] : [],
  )
  const extra = undeclared.map((name): [string, Json] => [
    name,
    sample(objectIn(schema['additionalProperties']) ?? {}, { ...place, name, depth: place.depth + 1 }),
  ])
  return Object.fromEntries([...sampled, ...extra])
}

function sampleArray(schema: JsonObject, place: Place): Json[] {
  const fewest = numberIn(schema['minItems']) ?? 0
  const most = numberIn(schema['maxItems']) ?? Infinity
  const wanted = place.depth > DEEPEST ? fewest : Math.max(fewest, 1)
  const count = Math.min(wanted, most, MOST_ITEMS)
  const tuple = objectsIn(schema['prefixItems'])
  const items = objectIn(schema['items']) ?? {}
  const isUnique = schema['uniqueItems'] === true
  return Array.from({ length: Math.max(count, Math.min(tuple.length, most)) }, (_, index) => {
    const value = sample(tuple[index] ?? items, { ...place, depth: place.depth + 1 })
    return isUnique ? distinct(value, items, index) : value
  })
}

/** Another value of the same kind: the next of an enumeration, a higher number, a longer string. */
function distinct(value: Json, items: JsonObject, index: number): Json {
  const values = listIn(items['enum'])
  if (values.length > 0) {
    return values[index % values.length] ?? value
  }
  if (typeof value === 'number') {
    return value + index * (numberIn(items['multipleOf']) ?? 1)
  }
  return typeof value === 'string' && index > 0 ? `${value} ${index + 1}` : value
}

function sampleString(schema: JsonObject, { name, prompt, random }: Place): string {
  const pattern = stringIn(schema['pattern'])
  const matching = pattern === undefined ? undefined : stringMatching(pattern, random)
  if (matching !== undefined) {
    return matching
  }
  const format = stringIn(schema['format'])
  const text = (format === undefined ? undefined : FORMATS[format]) ?? believableString(name, prompt, random)
  const shortest = Math.min(numberIn(schema['minLength']) ?? 0, MOST_CHARACTERS)
  return text.padEnd(shortest, ` ${text}`).slice(0, numberIn(schema['maxLength']) ?? MOST_CHARACTERS)
}

function sampleNumber(schema: JsonObject, { name, random }: Place, isInteger: boolean): number {
  const step = numberIn(schema['multipleOf']) ?? (isInteger ? 1 : undefined)
  const above = numberIn(schema['exclusiveMinimum'])
  const below = numberIn(schema['exclusiveMaximum'])
  const nudge = step ?? 0.001
  const least = Math.max(
    numberIn(schema['minimum']) ?? -Infinity,
    above === undefined ? -Infinity : above + nudge,
  )
  const most = Math.min(
    numberIn(schema['maximum']) ?? Infinity,
    below === undefined ? Infinity : below - nudge,
  )
  const wanted = believableNumber(name, random)
  const bounded = Math.min(Math.max(isInteger ? Math.round(wanted) : wanted, least), most)
  if (step === undefined) {
    return bounded
  }
  const rounded = Math.round(bounded / step) * step
  return rounded < least
    ? Math.ceil(least / step) * step
    : rounded > most
      ? Math.floor(most / step) * step
      : rounded
}

/** An enumerated value that the user named, else any. */
function chosen(values: Json[], { prompt, random }: Place): Json {
  const words = prompt.toLowerCase()
  const named = values.find(
    (value) => typeof value === 'string' && value !== '' && words.includes(value.toLowerCase()),
  )
  return named ?? values[Math.floor(random() * values.length)] ?? null
}

/** One schema that says what all parts of `allOf` say. */
function merged(schema: JsonObject, root: JsonObject): JsonObject {
  const { allOf, ...own } = schema
  const parts = objectsIn(allOf).map((part) => {
    const reference = stringIn(part['$ref'])
    return reference === undefined ? part : (resolve(reference, root) ?? {})
  })
  return [own, ...parts].reduce<JsonObject>(
    (all, part) => ({
      ...all,
      ...part,
      ...mergedMembers(all, part),
    }),
    {},
  )
}

function mergedMembers(one: JsonObject, other: JsonObject): JsonObject {
  const properties = { ...objectIn(one['properties']), ...objectIn(other['properties']) }
  const required = [...listIn(one['required']), ...listIn(other['required'])]
  return {
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  }
}

/** References within the schema: `#`, `#/$defs/Node`, `#/definitions/Node`. */
function resolve(reference: string, root: JsonObject): JsonObject | undefined {
  if (!reference.startsWith('#')) {
    return undefined
  }
  const tokens = reference.slice(1).split('/').slice(1)
  return tokens.reduce<JsonObject | undefined>((schema, token) => {
    const key = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~')
    const member = schema?.[key]
    return Array.isArray(member) ? undefined : objectIn(member)
  }, root)
}
