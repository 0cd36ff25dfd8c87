import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asString } from '../../web/json/narrow.ts'
import type { WantedProperty } from '../values/assign-values.ts'
import { asSchemas, type Subschema } from './context.ts'
import { describedDefault } from './described-values.ts'
import { resolveReference } from './references.ts'

/** A schema without its reference and its null branch. */
export interface PlainSchema {
  schema: JsonObject
  type: string
  isNullable: boolean
}

/** @returns the plain members of an object: strings and numbers without listed values */
export function wantedProperties(
  holder: JsonObject,
  root: JsonObject,
  { isOutput }: { isOutput: boolean },
): WantedProperty[] {
  const properties = asObject(holder['properties']) ?? {}
  const required = new Set(asArray(holder['required']))
  // Clients that list no required members expect all members of an output.
  const areAllRequired = isOutput && required.size === 0
  const subject = subjectOf(Object.keys(properties))
  return Object.entries(properties).flatMap(([name, property]) => {
    const declared = asObject(property)
    const plain = declared === undefined ? undefined : plainSchema(declared, root)
    if (declared === undefined || plain === undefined) {
      return []
    }
    const { schema, type, isNullable } = plain
    const isNumber = type === 'number' || type === 'integer'
    const isPlain =
      (isNumber || type === 'string' || type === 'any') &&
      schema['enum'] === undefined &&
      schema['const'] === undefined
    const description = asString(declared['description']) ?? asString(schema['description']) ?? ''
    const hasDefault =
      schema['default'] !== undefined ||
      describedDefault(description, isNumber ? 'number' : 'string') !== undefined
    const isRequired = (areAllRequired || required.has(name)) && !isNullable && !hasDefault
    const meaning = /^(?:name|title)$/i.test(name) ? subject : undefined
    const format = asString(schema['format'])
    return isPlain
      ? [
          {
            name,
            ...(meaning !== undefined && { meaning }),
            description,
            format,
            isNumber,
            isRequired,
            isOutput,
          },
        ]
      : []
  })
}

/** Members that show what an object with a `name` is, if it is no person. */
const SUBJECTS: readonly (readonly [members: RegExp, meaning: string])[] = [
  [
    /^(?:participants|attendees|guests|invitees|venue|start_?time|end_?time|starts_?at|event_?date)$|^date$/i,
    'event_name',
  ],
  [/^(?:price|sku|quantity|qty|unit_?price|in_?stock|brand)$/i, 'product'],
  [/^(?:ingredients|servings|cuisine|steps)$/i, 'title'],
  [/^(?:industry|founded|revenue|employees|headquarters|ceo)$/i, 'company'],
  [/^(?:population|capital|continent|lat(?:itude)?)$/i, 'city'],
]

/** Members of people, who may have a date, too. */
const PERSON_MEMBERS = /^(?:age|e_?mail|phone|occupation|job|company|birth\w*|gender|nationality)$/i

/** @returns the meaning of an object's `name`, by its other members; undefined for a person */
function subjectOf(names: readonly string[]): string | undefined {
  return names.some((name) => PERSON_MEMBERS.test(name))
    ? undefined
    : SUBJECTS.find(([members]) => names.some((name) => members.test(name)))?.[1]
}

/** @returns a schema with its reference resolved and without its null branch; undefined for a boolean schema */
export function plainSchema(property: Subschema, root: JsonObject): PlainSchema | undefined {
  let schema = asObject(property)
  let isNullable = false
  for (let steps = 0; schema !== undefined && steps < 4; steps += 1) {
    const reference = asString(schema['$ref'])
    const branches = asSchemas(schema['anyOf'] ?? schema['oneOf'])
    if (reference !== undefined) {
      schema = asObject(resolveReference(reference, root))
    } else if (branches.length > 0) {
      const others = branches.filter((branch) => asObject(branch)?.['type'] !== 'null')
      isNullable ||= others.length < branches.length
      schema = asObject(others[0])
    } else {
      break
    }
  }
  if (schema === undefined) {
    return undefined
  }
  const types = [schema['type'] ?? []].flat().flatMap((type) => asString(type) ?? [])
  isNullable ||= types.includes('null') || asArray(schema['enum']).includes(null)
  const implied =
    schema['properties'] !== undefined ? 'object' : schema['items'] !== undefined ? 'array' : 'any'
  return { schema, type: types.find((type) => type !== 'null') ?? implied, isNullable }
}
