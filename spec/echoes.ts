import type { Echo } from '../src/catalogue/types.ts'
import { isForm, isJson, mediaTypeOf } from '../src/openai/media-types.ts'
import {
  isObject,
  type Json,
  type LocatedOperation,
  type OpenApiDocument,
  resolveSchema,
  type Schema,
} from './document.ts'

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
export function echoesOf(document: OpenApiDocument, { operation }: LocatedOperation): Record<string, Echo> {
  const success = Object.entries(operation.responses ?? {}).find(([code]) => code.startsWith('2'))?.[1]
  const answer = Object.entries(success?.content ?? {}).find(([name]) => isJson(mediaTypeOf(name)))?.[1]
    .schema
  const content = Object.entries(operation.requestBody?.content ?? {})
  const sent = content.find(([name]) => isJson(name) || isForm(name))?.[1].schema
  if (answer === undefined || sent === undefined) {
    return {}
  }
  const answerProperties = propertiesOf(document, answer)
  const echoes: Record<string, Echo> = {}
  for (const [name, property] of Object.entries(propertiesOf(document, sent))) {
    const answerProperty = answerProperties[name]
    if (answerProperty !== undefined && accepts(document, answerProperty, { schema: property, depth: 0 })) {
      const fallback = resolveSchema(document, property).default ?? property.default
      echoes[name] = fallback === undefined || fallback === null ? {} : { default: fallback }
    }
  }
  return echoes
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
  const to = resolveSchema(document, wide)
  const from = resolveSchema(document, schema)
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
  if (fromType === undefined || !typesOf(to).includes(fromType)) {
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

function unionOf(schema: Schema): Schema[] | undefined {
  return schema.properties === undefined ? (schema.anyOf ?? schema.oneOf) : undefined
}

function typesOf(schema: Schema): string[] {
  const types = [schema.type ?? (schema.properties === undefined ? [] : 'object')].flat()
  return types.filter((type) => type !== 'null')
}

function includesAll(values: Json[], wanted: Json[] | undefined): boolean {
  return wanted !== undefined && wanted.every((value) => value === null || values.includes(value))
}
