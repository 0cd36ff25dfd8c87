import type { JsonObject, Json } from '../web/json/json.ts'
import { asArray, asObject, asObjects } from '../web/json/narrow.ts'
import { isJson, mediaTypeOf } from '../web/http/media-type.ts'
import type { CataloguedOperation } from './catalogue.ts'

/** A schema with its recursive component schemas. */
interface Scope {
  recursive: Readonly<Record<string, unknown>>
}

/**
 * Removes the members of a response that are null although its schema does not allow it. Requests may have such
 * members, which mean the same as omitted ones.
 *
 * @param operation the operation that returns the object
 * @param body the response body (not mutated)
 * @param names the properties to clean; others are unchanged
 */
export function withoutUnlistedNulls(
  { prism, recursive }: CataloguedOperation,
  body: JsonObject,
  names: readonly string[],
): JsonObject {
  const success = prism.responses.find(({ code }) => code.startsWith('2'))
  const content = success?.contents?.find(({ mediaType }) => isJson(mediaTypeOf(mediaType)))
  const alternatives = alternativesOf(content?.schema, { recursive })
  const cleaned: JsonObject = { ...body }
  for (const name of names) {
    const value = body[name]
    const declared = memberSchemas(alternatives, name)
    if (value === null && declared.length > 0 && !declared.some((one) => allowsNull(one, { recursive }))) {
      Reflect.deleteProperty(cleaned, name)
    } else if (value !== undefined) {
      cleaned[name] = clean(value, declared, { recursive })
    }
  }
  return cleaned
}

/** @returns true if a member of the value, at any depth, is null */
export function hasNullMember(value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null) {
    return false
  }
  const members = Object.values(value)
  return (!Array.isArray(value) && members.includes(null)) || members.some(hasNullMember)
}

function clean(value: Json, schemas: readonly unknown[], scope: Scope): Json {
  if (!hasNullMember(value)) {
    return value
  }
  const alternatives = schemas.flatMap((schema) => alternativesOf(schema, scope))
  if (Array.isArray(value)) {
    const items = alternatives.flatMap(({ items: schema }) => schema ?? [])
    return value.map((item) => clean(item, items, scope))
  }
  const object = asObject(value) ?? {}
  const matching = alternatives.filter((schema) => hasTypeOf(schema, object))
  const kept = Object.entries(object).flatMap(([name, member]): [string, Json][] => {
    const declared = memberSchemas(matching, name)
    const isUnlisted =
      member === null && declared.length > 0 && !declared.some((one) => allowsNull(one, scope))
    const ofMember = declared.length > 0 ? declared : matching.map((schema) => schema['additionalProperties'])
    return isUnlisted ? [] : [[name, clean(member, ofMember, scope)]]
  })
  return Object.fromEntries(kept)
}

/** Flattens a schema: its alternatives, each with the parts of its `allOf` beside it. */
function alternativesOf(schema: unknown, scope: Scope, depth = 0): JsonObject[] {
  const resolved = resolve(schema, scope)
  if (resolved === undefined || depth > MAX_DEPTH) {
    return []
  }
  const { anyOf, oneOf, allOf } = resolved
  const parts = [anyOf, oneOf, allOf].flatMap(asObjects)
  return [resolved, ...parts.flatMap((part) => alternativesOf(part, scope, depth + 1))]
}

/** Maximum depth of unions in unions. */
const MAX_DEPTH = 8

function resolve(schema: unknown, { recursive }: Scope): JsonObject | undefined {
  const resolved = asObject(schema)
  const reference = resolved?.['$ref']
  const name = typeof reference === 'string' ? /^#\/__bundled__\/(.+)$/.exec(reference)?.[1] : undefined
  return name === undefined ? resolved : asObject(recursive[name])
}

/** @returns the schemas of a member in the alternatives that declare it */
function memberSchemas(alternatives: readonly JsonObject[], name: string): unknown[] {
  return alternatives.flatMap(({ properties }) => {
    const declared = asObject(properties)
    return declared !== undefined && Object.hasOwn(declared, name) ? [declared[name]] : []
  })
}

function allowsNull(schema: unknown, scope: Scope): boolean {
  return alternativesOf(schema, scope).some(
    ({ type, enum: values, anyOf, oneOf, allOf }) =>
      [type].flat().includes('null') ||
      (type === undefined && [anyOf, oneOf, allOf].every((union) => union === undefined) && isOpen(values)),
  )
}

function isOpen(values: Json | undefined): boolean {
  return values === undefined || asArray(values).includes(null)
}

/** False if the schema is of objects with another `type` than the object has. */
function hasTypeOf({ properties }: JsonObject, { type }: JsonObject): boolean {
  const { enum: values, const: only } = asObject(asObject(properties)?.['type']) ?? {}
  const types = only === undefined ? asArray(values) : [only]
  return types.length === 0 || (type ?? undefined) === undefined || types.includes(type ?? null)
}
