import { type OpenApiDocument, operationIdOf, operationsOf } from './document.ts'

/** Where a document differs from the one that the catalogue was made of. */
export interface Changes {
  /** Ids of operations that are new, or that something they are made of changed for. */
  operations: ReadonlySet<string>
  /** How many operations are gone. */
  removed: number
}

/**
 * Finds the operations that have to be compiled anew: those that read differently, and those that reach a component
 * schema that does.
 *
 * @param before a normalised document
 * @param after the same document, edited, or another one; normalised too
 */
export function findChanges(before: OpenApiDocument, after: OpenApiDocument): Changes {
  const touched = touchedSchemas(before, after)
  const known = operationTexts(before)
  const current = operationTexts(after)
  const securityChanged = securityOf(before) !== securityOf(after)
  const changed = [...current].filter(
    ([id, text]) =>
      securityChanged || known.get(id) !== text || referencesIn(text).some((name) => touched.has(name)),
  )
  return {
    operations: new Set(changed.map(([id]) => id)),
    removed: [...known.keys()].filter((id) => !current.has(id)).length,
  }
}

/** @returns names of the component schemas that changed, and of all that lead to one of these */
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
  // A set visits what is added to it while it is walked through.
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

function operationTexts(document: OpenApiDocument): Map<string, string> {
  return new Map(operationsOf(document).map((located) => [operationIdOf(located), JSON.stringify(located)]))
}

/** What all operations take over from the document as a whole. */
function securityOf({ security, components }: OpenApiDocument): string {
  return JSON.stringify([security, components?.['securitySchemes']])
}

function referencesIn(text: string): string[] {
  return [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name = '']) => name)
}
