import { type LocatedOperation, type OpenApiDocument, operationIdOf, operationsOf } from './document.ts'
import { referencesIn } from './subset.ts'

/** Differences between a document and the one that the catalogue was built from. */
export interface Changes {
  /** Ids of operations that are new or changed, including their referenced schemas. */
  operations: ReadonlySet<string>
  /** Ids of operations whose requests changed. */
  requests: ReadonlySet<string>
  /** Changed responses of these operations, as returned by {@link answerKey}. */
  answers: ReadonlySet<string>
  /** Number of removed operations. */
  removed: number
}

/** @returns the key of a response: operation id and status code */
export function answerKey(operationId: string, code: string): string {
  return `${operationId} ${code}`
}

/**
 * Finds the operations to recompile: those that changed, or that reference a changed component schema.
 *
 * @param before a normalized document
 * @param after the edited or another document, normalized
 */
export function findChanges(before: OpenApiDocument, after: OpenApiDocument): Changes {
  const touched = touchedSchemas(before, after)
  const differs = (one: string | undefined, other: string) =>
    one !== other || referencesIn(other).some((name) => touched.has(name))
  const known = new Map(operationsOf(before).map((located) => [operationIdOf(located), textsOf(located)]))
  const securityChanged = securityOf(before) !== securityOf(after)
  const operations = new Set<string>()
  const requests = new Set<string>()
  const answers = new Set<string>()
  const current = operationsOf(after)
  for (const located of current) {
    const id = operationIdOf(located)
    const texts = textsOf(located)
    const previous = known.get(id)
    if (differs(previous?.request, texts.request)) {
      requests.add(id)
    }
    const changed = [...texts.answers].filter(([code, text]) => differs(previous?.answers.get(code), text))
    changed.forEach(([code]) => answers.add(answerKey(id, code)))
    if (securityChanged || requests.has(id) || changed.length > 0 || previous?.whole !== texts.whole) {
      operations.add(id)
    }
  }
  const left = new Set(current.map(operationIdOf))
  return { operations, requests, answers, removed: [...known.keys()].filter((id) => !left.has(id)).length }
}

/** An operation as JSON text, whole and by part. */
interface OperationTexts {
  whole: string
  request: string
  answers: Map<string, string>
}

function textsOf(located: LocatedOperation): OperationTexts {
  const { parameters, requestBody, responses = {}, 'x-oaiMeta': meta } = located.operation
  return {
    whole: JSON.stringify(located),
    request: JSON.stringify([parameters, requestBody]),
    // The usage examples of the reference are also response examples.
    answers: new Map(
      Object.entries(responses).map(([code, response]) => [code, JSON.stringify([response, meta])]),
    ),
  }
}

/** @returns names of component schemas that changed or that reference a changed one, directly or not */
function touchedSchemas(before: OpenApiDocument, after: OpenApiDocument): Set<string> {
  const known = schemaTexts(before)
  const current = schemaTexts(after)
  const names = new Set([...known.keys(), ...current.keys()])
  const touched = new Set([...names].filter((name) => known.get(name) !== current.get(name)))
  const referrers = new Map<string, string[]>()
  for (const [name, text] of touched.size === 0 ? [] : current) {
    for (const target of referencesIn(text)) {
      referrers.set(target, [...(referrers.get(target) ?? []), name])
    }
  }
  // Iterating a set also visits items that are added during the iteration.
  for (const name of touched) {
    for (const referrer of referrers.get(name) ?? []) {
      touched.add(referrer)
    }
  }
  return touched
}

function schemaTexts({ components }: OpenApiDocument): Map<string, string> {
  return new Map(
    Object.entries(components?.schemas ?? {}).map(([name, schema]) => [name, JSON.stringify(schema)]),
  )
}

/** Security settings that apply to all operations. */
function securityOf({ security, components }: OpenApiDocument): string {
  return JSON.stringify([security, components?.['securitySchemes']])
}
