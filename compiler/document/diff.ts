import { type LocatedOperation, type OpenApiDocument, operationIdOf, operationsOf } from './document.ts'
import { referencesIn } from './subset.ts'

/** Differences between a document and the one that the catalogue was built from. */
export interface Changes {
  /** Ids of operations that are new or changed, including their referenced schemas. */
  operations: ReadonlySet<string>
  /** Ids of operations whose requests changed. */
  requests: ReadonlySet<string>
  /** Changed responses of these operations, as returned by {@link responseKey}. */
  responses: ReadonlySet<string>
  /** Number of removed operations. */
  removed: number
}

/** @returns the key of a response: operation id and status code */
export function responseKey(operationId: string, code: string): string {
  return `${operationId} ${code}`
}

/**
 * Finds the operations to recompile: those that changed, or that reference a changed component schema.
 *
 * @param before a normalized document
 * @param after the edited or another document, normalized
 */
export function findChanges(before: OpenApiDocument, after: OpenApiDocument): Changes {
  const affected = affectedSchemas(before, after)
  const differs = (one: string | undefined, other: string) =>
    one !== other || referencesIn(other).some((name) => affected.has(name))
  const previousTexts = new Map(
    operationsOf(before).map((located) => [operationIdOf(located), operationTexts(located)]),
  )
  const securityChanged = securityText(before) !== securityText(after)
  const operations = new Set<string>()
  const requests = new Set<string>()
  const responses = new Set<string>()
  const current = operationsOf(after)
  for (const located of current) {
    const id = operationIdOf(located)
    const texts = operationTexts(located)
    const previous = previousTexts.get(id)
    if (differs(previous?.request, texts.request)) {
      requests.add(id)
    }
    const changed = [...texts.responses].filter(([code, text]) =>
      differs(previous?.responses.get(code), text),
    )
    changed.forEach(([code]) => responses.add(responseKey(id, code)))
    if (securityChanged || requests.has(id) || changed.length > 0 || previous?.whole !== texts.whole) {
      operations.add(id)
    }
  }
  const remaining = new Set(current.map(operationIdOf))
  return {
    operations,
    requests,
    responses,
    removed: [...previousTexts.keys()].filter((id) => !remaining.has(id)).length,
  }
}

/** An operation as JSON text, whole and by part. */
interface OperationTexts {
  whole: string
  request: string
  responses: Map<string, string>
}

function operationTexts(located: LocatedOperation): OperationTexts {
  const { parameters, requestBody, responses = {}, 'x-oaiMeta': meta } = located.operation
  return {
    whole: JSON.stringify(located),
    request: JSON.stringify([parameters, requestBody]),
    // The usage examples of the reference are also response examples.
    responses: new Map(
      Object.entries(responses).map(([code, response]) => [code, JSON.stringify([response, meta])]),
    ),
  }
}

/** @returns names of component schemas that changed or that reference a changed one, directly or not */
function affectedSchemas(before: OpenApiDocument, after: OpenApiDocument): Set<string> {
  const previous = schemaTexts(before)
  const current = schemaTexts(after)
  const names = new Set([...previous.keys(), ...current.keys()])
  const affected = new Set([...names].filter((name) => previous.get(name) !== current.get(name)))
  const referrers = new Map<string, string[]>()
  for (const [name, text] of affected.size === 0 ? [] : current) {
    for (const target of referencesIn(text)) {
      referrers.set(target, [...(referrers.get(target) ?? []), name])
    }
  }
  // Iterating a set also visits items that are added during the iteration.
  for (const name of affected) {
    for (const referrer of referrers.get(name) ?? []) {
      affected.add(referrer)
    }
  }
  return affected
}

function schemaTexts({ components }: OpenApiDocument): Map<string, string> {
  return new Map(
    Object.entries(components?.schemas ?? {}).map(([name, schema]) => [name, JSON.stringify(schema)]),
  )
}

/** Security settings that apply to all operations. */
function securityText({ security, components }: OpenApiDocument): string {
  return JSON.stringify([security, components?.['securitySchemes']])
}
