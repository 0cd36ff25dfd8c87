import { readFileSync, writeFileSync } from 'node:fs'
import { formatPointer } from '../../src/web/json/pointer.ts'
import {
  isObject,
  type OpenApiDocument,
  operationsOf,
  referencedSchema,
  referenceTo,
  type Schema,
} from '../document/document.ts'
import { mapSchemas } from '../document/map-schemas.ts'
import { sortKeys } from '../records.ts'
import { comparableTypes } from './compare/compare-values.ts'
import { findDifferences } from './compare/differences.ts'
import { type Limits, LIMITED_TYPES, limitsOf, commonLimits } from './extract/limits.ts'
import { operationIdsOf } from './extract/operation-ids.ts'
import { unwrapSchema } from './compare/pair-branches.ts'

const FILE = new URL('../../spec/document-annotations.json', import.meta.url)

/**
 * Facts of OpenAI's document that the SDK's declarations cannot express: names of operations and schemas, on which
 * patches, transforms, streams and the overlay rely, and limits of request values. Names and numbers only, no prose.
 */
export interface DocumentFacts {
  /** Operation ids by key: `GET /models/{}`. */
  operations: Record<string, string>
  /** Names of component schemas in the document, by the SDK's name for the corresponding type. */
  schemas: Record<string, string>
  /** Limits and defaults, by path in the document derived from the SDK. */
  limits: Record<string, Limits>
}

/** Reads the facts for builds without the document. */
export function readDocumentFacts(): DocumentFacts {
  return JSON.parse(readFileSync(FILE, 'utf8'))
}

/** Writes `spec/document-annotations.json`. */
export function writeDocumentFacts(facts: DocumentFacts): void {
  writeFileSync(FILE, `${JSON.stringify(facts, null, 2)}\n`)
}

/**
 * @param document OpenAI's document
 * @param sdk the document derived from the SDK
 */
export function documentFactsOf(document: OpenApiDocument, sdk: OpenApiDocument): DocumentFacts {
  const limitsBySchema = new Map<Schema, Limits[]>()
  let last: Schema | undefined
  const { matchedNames } = findDifferences(document, sdk, (ours, theirs) => {
    const place = theirs.$ref === undefined ? theirs : unwrapSchema(sdk, theirs)
    const bare = unwrapSchema(document, ours)
    const limits = theirs.$ref === undefined ? { ...limitsOf(bare), ...limitsOf(ours) } : limitsOf(bare)
    const before = limitsBySchema.get(place) ?? []
    // "One type or null" is a single type in the SDK and is visited from the outside in.
    const inner = place === last ? { ...before.pop(), ...limits } : limits
    limitsBySchema.set(place, [...before, inner])
    last = place
  })
  const limits: DocumentFacts['limits'] = {}
  for (const { place, schema } of requestSchemas(sdk)) {
    const agreed = commonLimits(limitsBySchema.get(schema) ?? [])
    if (Object.keys(agreed).length > 0) {
      limits[place] = agreed
    }
  }
  return { operations: operationIdsOf(document), schemas: namesOf(matchedNames), limits: sortKeys(limits) }
}

/**
 * Applies OpenAI's names and limits to the document derived from the SDK; facts that no longer match are ignored.
 *
 * @param derived the document derived from the SDK (not mutated)
 */
export function withDocumentFacts(derived: OpenApiDocument, facts: DocumentFacts): OpenApiDocument {
  const document = structuredClone(derived)
  for (const { place, schema } of requestSchemas(document)) {
    const types = comparableTypes(schema)
    for (const [keyword, value] of Object.entries(facts.limits[place] ?? {})) {
      if (types.includes(LIMITED_TYPES[keyword] ?? typeof value)) {
        Object.assign(
          schema,
          keyword === 'type' ? { type: toIntegerTypes(schema.type) } : { [keyword]: value },
        )
      }
    }
  }
  return renameSchemas(document, facts.schemas)
}

function toIntegerTypes(type: Schema['type']): string[] {
  return [type ?? []].flat().map((name) => (name === 'number' ? 'integer' : name))
}

function renameSchemas(document: OpenApiDocument, names: Record<string, string>): OpenApiDocument {
  const { schemas = {} } = document.components ?? {}
  const present = Object.keys(schemas)
  const taken = new Set(present.map((name) => names[name]).filter((name) => name !== undefined))
  const nameOf = (name: string) => names[name] ?? (taken.has(name) ? `OpenAINode.${name}` : name)
  const renamed = mapSchemas(document, (schema) => {
    const name = referencedSchema(schema)
    return name === undefined ? schema : { ...schema, $ref: referenceTo(nameOf(name)) }
  })
  const components = Object.entries(renamed.components?.schemas ?? {})
  return {
    ...renamed,
    components: {
      ...renamed.components,
      schemas: Object.fromEntries(components.map(([name, schema]) => [nameOf(name), schema])),
    },
  }
}

/** Assigns each name once: to the type that already has it, otherwise to the one with the shortest path. */
function namesOf(twins: ReadonlyMap<string, string>): Record<string, string> {
  const names: Record<string, string> = {}
  for (const [name, candidates] of Map.groupBy(twins.keys(), (theirs) => twins.get(theirs) ?? theirs)) {
    const [best] = candidates.toSorted(
      (one, other) =>
        Number(other === name) - Number(one === name) || one.split('.').length - other.split('.').length,
    )
    if (best !== undefined) {
      names[best] = name
    }
  }
  return sortKeys(names)
}

/** Yields all objects in request schemas, each with a stable path. */
function* requestSchemas(document: OpenApiDocument): Generator<{ place: string; schema: Schema }> {
  const { schemas = {} } = document.components ?? {}
  const reached = new Set<string>()
  function* visit(value: unknown, place: string): Generator<{ place: string; schema: Schema }> {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        // Parameters are identified by name, regardless of their index.
        const token = isObject(item) && typeof item['name'] === 'string' ? item['name'] : String(index)
        yield* visit(item, `${place}/${token}`)
      }
    } else if (isObject(value)) {
      yield { place, schema: value }
      const name = referencedSchema(value)
      if (name !== undefined && !reached.has(name)) {
        reached.add(name)
        yield* visit(schemas[name], name)
      }
      for (const [key, member] of Object.entries(value)) {
        yield* visit(member, place + formatPointer([key]))
      }
    }
  }
  for (const { method, path, operation } of operationsOf(document)) {
    const { parameters = [], requestBody = {} } = operation
    yield* visit({ parameters, requestBody }, `${method.toUpperCase()} ${path}`)
  }
}
