import type { Echo } from '../../src/catalogue/contract.ts'
import { jobPhaseOf } from '../examples/realism/job-lifecycle.ts'
import { asJson } from '../../src/web/json/narrow.ts'
import { isForm, isJson, mediaTypeOf } from '../../src/web/http/media-type.ts'
import { isAssignable, typesOf } from '../document/assignable.ts'
import {
  type Json,
  type LocatedOperation,
  type OpenApiDocument,
  resolveSchema,
  type Schema,
  SERVICE_VALUE,
} from '../document/document.ts'
import { modelSnapshots } from '../document/model-snapshots.ts'
import { commonPropertiesOf } from '../document/properties.ts'
import { flattenUnion, unionOf } from '../document/unions.ts'

/** Our extension, set by the overlay: request properties that are renamed in the response, `{ "sent": "answered" }`. */
const ECHO_EXTENSION = 'x-mock-echo'

/** Our extension, set by the overlay: true if the response names the snapshot of the requested model. */
const MODEL_EXTENSION = 'x-mock-resolves-model'

/**
 * Finds the request properties that the response repeats: `model`, `metadata`, `instructions`, ...
 *
 * @param document a normalized document, in which references are resolved
 * @param located an operation
 * @returns by property name, how it is echoed and the request's default for it
 */
export function echoPlanOf(
  document: OpenApiDocument,
  { operation, ...located }: LocatedOperation,
): Record<string, Echo> {
  const success = Object.entries(operation.responses ?? {}).find(([code]) => code.startsWith('2'))?.[1]
  const responseSchema = Object.entries(success?.content ?? {}).find(([name]) =>
    isJson(mediaTypeOf(name)),
  )?.[1].schema
  const content = Object.entries(operation.requestBody?.content ?? {})
  const requestSchema = content.find(([name]) => isJson(name) || isForm(name))?.[1].schema
  if (responseSchema === undefined || requestSchema === undefined) {
    return {}
  }
  const echoes = compareSchemas(document, {
    requestSchema,
    responseSchema,
    names: operation[ECHO_EXTENSION] ?? {},
    isNew: jobPhaseOf(located) === 'created',
    depth: 0,
  })
  const { model } = echoes
  return operation[MODEL_EXTENSION] === true && model !== undefined
    ? { ...echoes, model: { ...model, values: modelSnapshots(document) } }
    : echoes
}

/** Schemas of a request and its response, or of corresponding objects in them. */
interface EchoComparison {
  requestSchema: Schema
  responseSchema: Schema
  /** Request properties that have a different name in the response. */
  names: Record<string, string>
  /** True for a created object, which only has the properties that it was given. */
  isNew: boolean
  depth: number
}

/** Maximum depth of nested objects that are compared. */
const MAX_ECHO_DEPTH = 2

function compareSchemas(document: OpenApiDocument, comparison: EchoComparison): Record<string, Echo> {
  const { requestSchema, responseSchema, names, isNew, depth } = comparison
  const answerProperties = commonPropertiesOf(document, responseSchema)
  const echoes: Record<string, Echo> = {}
  for (const [name, property] of Object.entries(requestPropertiesOf(document, requestSchema))) {
    const as = names[name]
    const answerProperty = answerProperties[as ?? name]
    if (answerProperty === undefined) {
      continue
    }
    if (isAssignable(document, answerProperty, { schema: property, depth: 0 })) {
      const ownDefault = resolveSchema(document, property).default ?? property.default ?? undefined
      const fallback =
        ownDefault ?? (isNew ? valueWhenOmitted(document, { name, schema: answerProperty }) : undefined)
      echoes[name] = { ...(as !== undefined && { as }), ...(fallback !== undefined && { default: fallback }) }
      continue
    }
    const types = acceptedTypes(document, answerProperty, property)
    if (types.length > 0) {
      echoes[name] = { ...(as !== undefined && { as }), types }
    } else if (depth < MAX_ECHO_DEPTH) {
      const inner = {
        requestSchema: property,
        responseSchema: answerProperty,
        names: {},
        isNew: false,
        depth: depth + 1,
      }
      const properties = compareSchemas(document, inner)
      if (Object.keys(properties).length > 0) {
        echoes[name] = { properties }
      }
    }
  }
  return echoes
}

/** Properties that are only set by the client. */
const DESCRIPTIVE_FIELDS = new Set(['name', 'description', 'instructions', 'title'])

/** The value of a property omitted at creation: no name, no description, no metadata. */
function valueWhenOmitted(
  document: OpenApiDocument,
  { name, schema }: { name: string; schema: Schema },
): Json | undefined {
  const known = schema[SERVICE_VALUE]
  if (known !== undefined) {
    return asJson(known)
  }
  if (name === 'metadata') {
    return {}
  }
  if (!DESCRIPTIVE_FIELDS.has(name)) {
    return undefined
  }
  const resolved = resolveSchema(document, schema)
  const branches = [resolved, ...(unionOf(resolved) ?? [])].flatMap(({ type }) => type ?? [])
  return branches.includes('null') && branches.includes('string') ? null : undefined
}

/** All request properties. If union branches share one, the response has to accept it from each of them. */
function requestPropertiesOf(document: OpenApiDocument, schema: Schema): Record<string, Schema> {
  const own = commonPropertiesOf(document, schema)
  const { anyOf = [], oneOf = [] } = resolveSchema(document, schema)
  const found = new Map<string, Schema[]>()
  for (const branch of [...anyOf, ...oneOf]) {
    for (const [name, property] of Object.entries(commonPropertiesOf(document, branch))) {
      found.set(name, [...(found.get(name) ?? []), property])
    }
  }
  const ofBranches = [...found].map(([name, schemas]): [string, Schema] => [
    name,
    schemas.length === 1 ? (schemas[0] ?? {}) : { anyOf: schemas },
  ])
  return { ...Object.fromEntries(ofBranches), ...own }
}

/** JSON types of a union that the response accepts, if it does not accept all: a voice name, but not a voice object. */
function acceptedTypes(document: OpenApiDocument, expected: Schema, schema: Schema): ('string' | 'number')[] {
  const isUnion = unionOf(resolveSchema(document, schema)) !== undefined
  const branches = isUnion ? flattenUnion(schema, (part) => unionOf(resolveSchema(document, part))) : []
  const resolved = branches.map((branch) => resolveSchema(document, branch))
  const ofType = (type: string) => resolved.filter((branch) => typesOf(branch).includes(type))
  return (['string', 'number'] as const).filter((type) => {
    const candidates = ofType(type)
    return (
      candidates.length > 0 &&
      candidates.every((branch) => isAssignable(document, expected, { schema: branch, depth: 0 }))
    )
  })
}
