import type { Echo } from '../src/catalogue/types.ts'
import { stageOf } from './believable/settle.ts'
import { isForm, isJson, mediaTypeOf } from '../src/openai/media-types.ts'
import {
  isObject,
  type Json,
  type LocatedOperation,
  type OpenApiDocument,
  resolveSchema,
  type Schema,
} from './document.ts'

/** Ours, set by the overlay: properties of a request that the answer has under another name, `{ "sent": "answered" }`. */
const ECHO_EXTENSION = 'x-mock-echo'

/** Schemas that go deeper than this are not compared to their end, and so not taken for compatible. */
const DEEPEST_COMPARISON = 14

/**
 * Finds the properties of an answer that say what the request said under the same name: `model`, `metadata`,
 * `instructions`, ...
 *
 * @param document a normalised document, to follow references in
 * @param located an operation
 * @returns by property name, whether it is echoed and the request's default for it
 */
export function echoesOf(
  document: OpenApiDocument,
  { operation, ...located }: LocatedOperation,
): Record<string, Echo> {
  const success = Object.entries(operation.responses ?? {}).find(([code]) => code.startsWith('2'))?.[1]
  const answer = Object.entries(success?.content ?? {}).find(([name]) => isJson(mediaTypeOf(name)))?.[1]
    .schema
  const content = Object.entries(operation.requestBody?.content ?? {})
  const sent = content.find(([name]) => isJson(name) || isForm(name))?.[1].schema
  if (answer === undefined || sent === undefined) {
    return {}
  }
  return compared(document, {
    sent,
    answer,
    names: operation[ECHO_EXTENSION] ?? {},
    isNew: stageOf(located) === 'made',
    depth: 0,
  })
}

/** What is compared: schemas of a request and of the answer to it, or of objects in them. */
interface Comparison {
  sent: Schema
  answer: Schema
  /** How the answer calls what the request calls otherwise. */
  names: Record<string, string>
  /** What is new has nothing but what it was given. */
  isNew: boolean
  depth: number
}

/** Objects inside objects inside the body are compared, too. */
const DEEPEST_ECHO = 2

function compared(document: OpenApiDocument, comparison: Comparison): Record<string, Echo> {
  const { sent, answer, names, isNew, depth } = comparison
  const answerProperties = propertiesOf(document, answer)
  const echoes: Record<string, Echo> = {}
  for (const [name, property] of Object.entries(sentPropertiesOf(document, sent))) {
    const as = names[name]
    const answerProperty = answerProperties[as ?? name]
    if (answerProperty === undefined) {
      continue
    }
    if (accepts(document, answerProperty, { schema: property, depth: 0 })) {
      const given = resolveSchema(document, property).default ?? property.default ?? undefined
      const fallback = given ?? (isNew ? absentValue(document, { name, schema: answerProperty }) : undefined)
      echoes[name] = { ...(as !== undefined && { as }), ...(fallback !== undefined && { default: fallback }) }
      continue
    }
    const types = acceptedTypes(document, answerProperty, property)
    if (types.length > 0) {
      echoes[name] = { ...(as !== undefined && { as }), types }
    } else if (depth < DEEPEST_ECHO) {
      const inner = { sent: property, answer: answerProperty, names: {}, isNew: false, depth: depth + 1 }
      const properties = compared(document, inner)
      if (Object.keys(properties).length > 0) {
        echoes[name] = { properties }
      }
    }
  }
  return echoes
}

/** What an object has only from whoever made it. */
const DESCRIPTIVE = new Set(['name', 'description', 'instructions', 'title'])

/** What a new object has where it was given nothing: no name, no description, no metadata. */
function absentValue(
  document: OpenApiDocument,
  { name, schema }: { name: string; schema: Schema },
): Json | undefined {
  if (name === 'metadata') {
    return {}
  }
  if (!DESCRIPTIVE.has(name)) {
    return undefined
  }
  const resolved = resolveSchema(document, schema)
  const branches = [resolved, ...(unionOf(resolved) ?? [])].flatMap(({ type }) => type ?? [])
  return branches.includes('null') && branches.includes('string') ? null : undefined
}

/** What may be sent: in a union, what any of its branches has; the answer has to take it from all that have it. */
function sentPropertiesOf(document: OpenApiDocument, schema: Schema): Record<string, Schema> {
  const own = propertiesOf(document, schema)
  const { anyOf = [], oneOf = [] } = resolveSchema(document, schema)
  const found = new Map<string, Schema[]>()
  for (const branch of [...anyOf, ...oneOf]) {
    for (const [name, property] of Object.entries(propertiesOf(document, branch))) {
      found.set(name, [...(found.get(name) ?? []), property])
    }
  }
  const ofBranches = [...found].map(([name, schemas]): [string, Schema] => [
    name,
    schemas.length === 1 ? (schemas[0] ?? {}) : { anyOf: schemas },
  ])
  return { ...Object.fromEntries(ofBranches), ...own }
}

/**
 * Of a union that the answer does not take as a whole, the JSON types that it takes: a voice that is a name, though not
 * one that is an object.
 */
function acceptedTypes(document: OpenApiDocument, wide: Schema, schema: Schema): ('string' | 'number')[] {
  const branches = unionOf(resolveSchema(document, schema)) === undefined ? [] : leavesOf(document, schema, 0)
  const ofType = (type: string) => branches.filter((branch) => typesOf(branch).includes(type))
  return (['string', 'number'] as const).filter((type) => {
    const candidates = ofType(type)
    return (
      candidates.length > 0 &&
      candidates.every((branch) => accepts(document, wide, { schema: branch, depth: 0 }))
    )
  })
}

/** The branches of a union, those of unions in it among them. */
function leavesOf(document: OpenApiDocument, schema: Schema, depth: number): Schema[] {
  const resolved = resolveSchema(document, schema)
  const branches = depth > DEEPEST_COMPARISON ? undefined : unionOf(resolved)
  return branches?.flatMap((branch) => leavesOf(document, branch, depth + 1)) ?? [resolved]
}

/** The properties of an object, those of its `allOf` parts included. */
function propertiesOf(document: OpenApiDocument, schema: Schema): Record<string, Schema> {
  const resolved = resolveSchema(document, schema)
  const inherited = (resolved.allOf ?? []).map((part) => propertiesOf(document, part))
  return Object.assign({}, ...inherited, resolved.properties) as Record<string, Schema>
}

/**
 * Whether whatever one schema allows (but null) is allowed by the other, as far as that can be told; in doubt it is not.
 */
function accepts(
  document: OpenApiDocument,
  wide: Schema,
  { schema, depth }: { schema: Schema; depth: number },
): boolean {
  if (wide.$ref !== undefined && wide.$ref === schema.$ref) {
    return true
  }
  if (depth > DEEPEST_COMPARISON) {
    return false
  }
  const to = resolveSchema(document, unwrapped(wide))
  const from = resolveSchema(document, unwrapped(schema))
  if (to === from) {
    return true
  }
  const branches = unionOf(from)
  if (branches !== undefined) {
    const real = branches.filter(({ type }) => type !== 'null')
    return real.every((branch) => accepts(document, to, { schema: branch, depth: depth + 1 }))
  }
  const targets = unionOf(to)
  if (targets !== undefined) {
    return targets.some((target) => accepts(document, target, { schema: from, depth: depth + 1 }))
  }
  const [fromType] = typesOf(from)
  if (fromType === undefined || !holds(to, fromType)) {
    return typesOf(to).length === 0 && Object.keys(to).every((keyword) => keyword === 'description')
  }
  switch (fromType) {
    case 'string':
      return to.enum === undefined || includesAll(to.enum, from.enum)
    case 'array':
      return (
        to.items === undefined || accepts(document, to.items, { schema: from.items ?? {}, depth: depth + 1 })
      )
    case 'object':
      return acceptsObject(document, to, { schema: from, depth })
    default:
      return true
  }
}

function acceptsObject(
  document: OpenApiDocument,
  to: Schema,
  { schema: from, depth }: { schema: Schema; depth: number },
): boolean {
  const toProperties = propertiesOf(document, to)
  const fromProperties = propertiesOf(document, from)
  const required = to.required ?? []
  return (
    required.every((name) => from.required?.includes(name) === true) &&
    Object.entries(fromProperties).every(([name, property]) => {
      const target = toProperties[name]
      return target === undefined
        ? to.additionalProperties !== false
        : accepts(document, target, { schema: property, depth: depth + 1 })
    }) &&
    (from.additionalProperties === undefined || to.additionalProperties !== false) &&
    (!isObject(to.additionalProperties) || isObject(from.additionalProperties))
  )
}

/** A reference stands in an `allOf` with nothing beside it where the document adds a description to it. */
function unwrapped(schema: Schema): Schema {
  const parts = (schema.allOf ?? []).filter((part) =>
    Object.keys(part).some((name) => name !== 'description'),
  )
  const [only] = parts
  return only !== undefined && parts.length === 1 && schema.properties === undefined
    ? unwrapped(only)
    : schema
}

function unionOf(schema: Schema): Schema[] | undefined {
  return schema.properties === undefined ? (schema.anyOf ?? schema.oneOf) : undefined
}

/** Every integer is a number. */
function holds(schema: Schema, type: string): boolean {
  const types = typesOf(schema)
  return types.includes(type) || (type === 'integer' && types.includes('number'))
}

function typesOf(schema: Schema): string[] {
  const types = [schema.type ?? (schema.properties === undefined ? [] : 'object')].flat()
  return types.filter((type) => type !== 'null')
}

function includesAll(values: Json[], wanted: Json[] | undefined): boolean {
  return wanted !== undefined && wanted.every((value) => value === null || values.includes(value))
}
