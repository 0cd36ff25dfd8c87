import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, numberIn, objectIn, stringIn } from '../../web/json/narrow.ts'
import { stringMatching } from '../text/string-from-pattern.ts'
import { mergeSchemas } from './merge-schemas.ts'
import { isClosing, isVaried, type Place, schemaIn, type Subschema } from './context.ts'

/** Undeclared properties are added up to this total. */
const MOST_MEMBERS = 100

/** @returns an object for the schema, with all properties, or only the required ones if it is nested too deeply */
export function sampleObject(schema: JsonObject, place: Place): JsonObject {
  const properties = objectIn(schema['properties']) ?? {}
  const required = listIn(schema['required']).flatMap((name) => stringIn(name) ?? [])
  const most = numberIn(schema['maxProperties']) ?? Infinity
  const optional = Object.keys(properties).filter(
    (name) => !required.includes(name) && properties[name] !== false && !isClosing(place) && !isVaried(place),
  )
  const names = new Set([...required, ...optional.slice(0, Math.max(0, most - required.length))])
  const ordered = [...Object.keys(properties).filter((name) => names.has(name)), ...names]
  const members = new Map<string, Json>()
  for (const name of withDependencies(new Set(ordered), schema)) {
    members.set(name, sampleMember(name, schema, place))
  }
  addUndeclared(members, schema, place)
  return Object.fromEntries(members)
}

function sampleMember(name: string, schema: JsonObject, place: Place): Json {
  return place.sample(schemaOf(name, schema), { ...place, name, owner: place.name, depth: place.depth + 1 })
}

/** @returns a property's schema: from `properties` and matching `patternProperties`, else `additionalProperties` */
function schemaOf(name: string, schema: JsonObject): Subschema {
  const properties = objectIn(schema['properties']) ?? {}
  const own = Object.hasOwn(properties, name) ? schemaIn(properties[name]) : undefined
  const patterns = Object.entries(objectIn(schema['patternProperties']) ?? {})
  const ofPatterns = patterns.flatMap(([pattern, part]) =>
    isPlain(pattern) && name.includes(pattern.replaceAll(/[$^]/g, '')) ? [schemaIn(part) ?? true] : [],
  )
  if (own === undefined && ofPatterns.length === 0) {
    return schemaIn(schema['additionalProperties']) ?? true
  }
  return ofPatterns.reduce(mergeSchemas, own ?? true)
}

/** Only literal patterns with optional anchors are matched; the final validation covers the others. */
function isPlain(pattern: string): boolean {
  return /^\^?[\w-]+\$?$/.test(pattern)
}

/** Adds the properties required by others (`dependentRequired`, legacy `dependencies`). */
function withDependencies(names: Set<string>, schema: JsonObject): Set<string> {
  const dependencies = { ...objectIn(schema['dependencies']), ...objectIn(schema['dependentRequired']) }
  const all = new Set(names)
  for (const name of all) {
    for (const other of listIn(dependencies[name])) {
      if (typeof other === 'string') {
        all.add(other)
      }
    }
  }
  return all
}

/** Adds undeclared properties until `minProperties` is met, and at least one to a map. */
function addUndeclared(members: Map<string, Json>, schema: JsonObject, place: Place): void {
  const { additionalProperties: others } = schema
  const [firstPattern] = Object.keys(objectIn(schema['patternProperties']) ?? {})
  const isMap =
    objectIn(schema['properties']) === undefined &&
    (objectIn(others) !== undefined || firstPattern !== undefined) &&
    !isClosing(place)
  const fewest = numberIn(schema['minProperties']) ?? (isMap && schema['maxProperties'] !== 0 ? 1 : 0)
  for (let index = 0; members.size < Math.min(fewest, MOST_MEMBERS) && index < 2 * MOST_MEMBERS; index += 1) {
    const name = undeclaredName(schema, {
      place,
      index,
      pattern: others === false ? firstPattern : undefined,
    })
    if (!members.has(name)) {
      const pattern = others === false ? firstPattern : undefined
      const part =
        pattern === undefined
          ? schemaOf(name, schema)
          : schemaIn(objectIn(schema['patternProperties'])?.[pattern])
      members.set(
        name,
        place.sample(part ?? true, { ...place, name, owner: place.name, depth: place.depth + 1 }),
      )
    }
  }
}

function undeclaredName(
  schema: JsonObject,
  { place, index, pattern }: { place: Place; index: number; pattern: string | undefined },
): string {
  const names = objectIn(schema['propertyNames']) ?? {}
  const values = listIn(names['enum']).flatMap((name) => stringIn(name) ?? [])
  const believable = values[index] ?? (values.length === 0 ? EXAMPLES[index] : undefined)
  const wanted = pattern ?? stringIn(names['pattern'])
  const isSampled = index === 0 && ['pattern', 'minLength', 'maxLength', 'format'].some((one) => one in names)
  const sampled =
    pattern === undefined && isSampled
      ? place.sample({ type: 'string', ...names }, { ...place, name: 'key' })
      : undefined
  const matching = wanted === undefined ? undefined : stringMatching(wanted, place.random)
  return stringIn(sampled) ?? matching ?? believable ?? `example ${index + 1}`
}

const EXAMPLES = ['example', 'another', 'third']
