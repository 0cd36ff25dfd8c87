import type {
  CatalogueData,
  CompiledDocument,
  UserExample,
  RequestValidators,
  StoredOperation,
} from '../src/catalogue/contract.ts'
import { errorMessage } from '../src/web/error-message.ts'
import { formatPointer } from '../src/web/json/pointer.ts'
import type { FetchedDocument } from './source/fetch-document.ts'
import { buildCatalogue } from './operations/build-catalogue.ts'
import { responseKey, type Changes, findChanges } from './document/diff.ts'
import { BuildError, Diagnostics } from './diagnostics.ts'
import {
  type Json,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  parseOpenApi,
} from './document/document.ts'
import { addExamples, type ExampleOptions, collectExamples } from './examples/examples.ts'
import { preserveUserExamples } from './document/preserve-user-examples.ts'
import { requestValidatorsInMemory } from './validators/in-memory.ts'
import { addModelList } from './document/model-list.ts'
import { normalize } from './document/normalize.ts'
import { applyOverlay } from './document/overlay.ts'
import { findUserExamples } from './examples/schema-examples.ts'
import { mapValues } from './records.ts'
import { subsetOf } from './document/subset.ts'
import { prepareForValidation } from './validators/validators.ts'

/** Build output that {@link recompile} compares against: `src/generated/baseline.json`. */
export interface Baseline {
  /** `spec/overlay.yaml`, parsed. */
  overlay: Json
  /** The normalized document that the catalogue was built from. */
  document: OpenApiDocument
}

/** A document compiled at startup, with its changes and warnings. */
export interface RecompiledDocument extends CompiledDocument {
  changes: Changes
  /** Warnings for the user who edited the document. */
  warnings: string
}

/**
 * Compiles an edited or different document, reusing the generated catalogue for everything that did not change.
 *
 * @param acquired the document's text
 * @param baked the generated catalogue and validators, and the baseline that they were built from
 * @throws {BuildError} if the document does not parse (with line and column) or cannot be compiled
 */
export async function recompile(
  acquired: FetchedDocument,
  { catalogue, validators, baseline }: CompiledDocument & { baseline: Baseline },
): Promise<RecompiledDocument> {
  const parsed = parseOpenApi(acquired.text, acquired.origin)
  await yieldToEventLoop()
  // Overlay actions that match nothing in a user's document are not the user's problem.
  const ignoredIssues = { diagnostics: new Diagnostics(), unmatched: 'info' as const }
  const corrected = preserveUserExamples(parsed, applyOverlay(parsed, baseline.overlay, ignoredIssues))
  const diagnostics = new Diagnostics()
  const normalized = withUniqueIds(addModelList(normalize(corrected, diagnostics)), diagnostics)
  diagnostics.throwIfErrors()
  await yieldToEventLoop()

  const changes = findChanges(baseline.document, normalized)
  const subset = subsetOf(normalized, changes.operations)
  const userExamples = findUserExamples(subset, baseline.document)
  const known = reusableExamples(catalogue, changes)
  await yieldToEventLoop()
  const overlaid = new Map<string, UserExample[]>()
  const onUserExamples = (id: string, examples: UserExample[]) =>
    overlaid.set(id, deduplicate(overlaid.get(id) ?? [], examples))
  const bundled = collectExamples(baseline.document)
  const isBundled = (value: Json) => bundled.has(JSON.stringify(value))
  const withExamples = addExamples(subset, diagnostics, {
    userExamples,
    known,
    onUserExamples,
    isBundled,
    fullDocument: normalized,
  })
  await yieldToEventLoop()
  const rebuilt = buildCatalogue(
    withExamples,
    {
      title: parsed.info.title,
      version: parsed.info.version,
      source: acquired.origin,
      kind: 'other document',
      pinned: acquired.pinned,
      sha256: acquired.sha256,
    },
    { responses: catalogue.responses, userExamples: overlaid, fullDocument: normalized },
  )
  await yieldToEventLoop()
  const rebuiltValidators = compileValidators(subsetOf(normalized, changes.requests))

  const baked = byId(catalogue)
  const changed = byId(rebuilt)
  const entries = operationsOf(normalized).flatMap((located) => {
    const id = operationIdOf(located)
    return changed.get(id) ?? baked.get(id) ?? []
  })
  const ids = entries.map(({ route }) => route.id)
  return {
    catalogue: {
      ...rebuilt,
      schemas: { ...catalogue.schemas, ...rebuilt.schemas },
      routes: entries.map(({ route }) => route),
      operations: entries.map(({ operation }) => operation),
    },
    validators: Object.fromEntries(ids.map((id) => [id, rebuiltValidators[id] ?? validators[id] ?? {}])),
    changes,
    warnings: diagnostics.warnings(),
  }
}

/** Yields to the event loop so that signals are handled during compilation. */
function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Deduplicates: a response may have many examples with the same values at the same paths. */
function deduplicate(...lists: UserExample[][]): UserExample[] {
  return [...new Map(lists.flat().map((own) => [JSON.stringify(own), own])).values()]
}

/** Reuses the generated examples of unchanged responses. */
function reusableExamples(catalogue: CatalogueData, changes: Changes): NonNullable<ExampleOptions['known']> {
  const baked = byId(catalogue)
  return (id, code, mediaType) => {
    const operation = changes.responses.has(responseKey(id, code)) ? undefined : baked.get(id)?.operation
    if (operation === undefined) {
      return undefined
    }
    const { responses }: StoredOperation = JSON.parse(operation)
    const answers = responses.map((at): PrismResponse => JSON.parse(catalogue.responses[at] ?? '{}'))
    const contents = answers.find((answer) => answer.code === code)?.contents ?? []
    const { examples = [] } = contents.find((content) => content.mediaType === mediaType) ?? {}
    return Object.fromEntries(examples.map(({ key, value }) => [key, { value }]))
  }
}

/** The part of a Prism response that holds examples. */
interface PrismResponse {
  code: string
  contents?: { mediaType: string; examples?: { key: string; value: Json }[] }[]
}

/** Drops duplicate operation ids, which come from copying a path; the mock needs unique ids. */
function withUniqueIds(document: OpenApiDocument, diagnostics: Diagnostics): OpenApiDocument {
  const seen = new Set<string>()
  return {
    ...document,
    paths: mapValues(document.paths, (item, path) =>
      mapValues(item, (operation, method) => {
        const { operationId, ...anonymous } = operation
        if (operationId === undefined || !seen.has(operationId)) {
          seen.add(operationId ?? '')
          return operation
        }
        const pointer = formatPointer(['paths', path, method, 'operationId'])
        const message = `duplicate operationId ${operationId}; this operation is named "${method} ${path}" instead`
        diagnostics.add({ severity: 'warning', stage: 'operations', pointer, message })
        return anonymous
      }),
    ),
  }
}

function compileValidators(document: OpenApiDocument): Record<string, RequestValidators> {
  try {
    return requestValidatorsInMemory(prepareForValidation(document))
  } catch (error) {
    throw new BuildError(`cannot compile a schema of the document: ${errorMessage(error)}`)
  }
}

function byId({
  routes,
  operations,
}: CatalogueData): Map<string, { route: CatalogueData['routes'][number]; operation: string }> {
  return new Map(routes.map((route, index) => [route.id, { route, operation: operations[index] ?? '{}' }]))
}
