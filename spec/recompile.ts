import type {
  CatalogueData,
  CompiledDocument,
  OwnExample,
  RequestValidators,
  StoredOperation,
} from '../src/catalogue/types.ts'
import { errorMessage } from '../src/error-message.ts'
import type { AcquiredDocument } from './acquire.ts'
import { buildCatalogue } from './catalogue.ts'
import { answerKey, type Changes, findChanges } from './changes.ts'
import { BuildError, Diagnostics } from './diagnostics.ts'
import { type Json, type OpenApiDocument, operationIdOf, operationsOf, parseOpenApi } from './document.ts'
import { addExamples, type ExampleOptions, examplesIn } from './examples.ts'
import { keepExamples } from './keep-examples.ts'
import { requestValidatorsInMemory } from './memory-validators.ts'
import { addModels } from './models.ts'
import { normalise } from './normalise.ts'
import { applyOverlay } from './overlay.ts'
import { findOwnExamples } from './own-examples.ts'
import { mapValues } from './schemas.ts'
import { sliceOf } from './slice.ts'
import { prepareForValidation } from './validators.ts'

/** What the build keeps for {@link recompile}: `src/generated/baseline.json`. */
export interface Baseline {
  /** `spec/overlay.yaml`, parsed. */
  overlay: Json
  /** The document that the catalogue was made of, normalised. */
  document: OpenApiDocument
}

/** A document compiled at start-up, and what there is to say about it. */
export interface RecompiledDocument extends CompiledDocument {
  changes: Changes
  /** What someone who edited the document should look at. */
  warnings: string
}

/**
 * Compiles a document that was edited, or another one, but only as much of it as differs from the baked catalogue.
 *
 * @param acquired the document's text
 * @param baked the generated catalogue and validators, and what they were made of
 * @throws {BuildError} when the document does not parse (with line and column) or cannot be compiled
 */
export async function recompile(
  acquired: AcquiredDocument,
  { catalogue, validators, baseline }: CompiledDocument & { baseline: Baseline },
): Promise<RecompiledDocument> {
  const parsed = parseOpenApi(acquired.text, acquired.origin)
  await breathe()
  // The overlay is ours: that it no longer finds its place in somebody's document is not for them to mend.
  const unread = { diagnostics: new Diagnostics(), unmatched: 'info' as const }
  const corrected = keepExamples(parsed, applyOverlay(parsed, baseline.overlay, unread))
  const diagnostics = new Diagnostics()
  const normalised = withDistinctIds(addModels(normalise(corrected, diagnostics)), diagnostics)
  diagnostics.throwIfErrors()
  await breathe()

  const changes = findChanges(baseline.document, normalised)
  const slice = sliceOf(normalised, changes.operations)
  const own = findOwnExamples(slice, baseline.document)
  const known = knownExamples(catalogue, changes)
  await breathe()
  const laid = new Map<string, OwnExample[]>()
  const onOwn = (id: string, examples: OwnExample[]) => laid.set(id, merged(laid.get(id) ?? [], examples))
  const bundled = examplesIn(baseline.document)
  const isBundled = (value: Json) => bundled.has(JSON.stringify(value))
  const exemplified = addExamples(slice, diagnostics, { own, known, onOwn, isBundled, whole: normalised })
  await breathe()
  const anew = buildCatalogue(
    exemplified,
    {
      title: parsed.info.title,
      version: parsed.info.version,
      source: acquired.origin,
      kind: 'other document',
      pinned: acquired.pinned,
      sha256: acquired.sha256,
    },
    { responses: catalogue.responses, own: laid, whole: normalised },
  )
  await breathe()
  const validatorsAnew = compileValidators(sliceOf(normalised, changes.requests))

  const baked = byId(catalogue)
  const changed = byId(anew)
  const entries = operationsOf(normalised).flatMap((located) => {
    const id = operationIdOf(located)
    return changed.get(id) ?? baked.get(id) ?? []
  })
  const ids = entries.map(({ route }) => route.id)
  return {
    catalogue: {
      ...anew,
      schemas: { ...catalogue.schemas, ...anew.schemas },
      routes: entries.map(({ route }) => route),
      operations: entries.map(({ operation }) => operation),
    },
    validators: Object.fromEntries(ids.map((id) => [id, validatorsAnew[id] ?? validators[id] ?? {}])),
    changes,
    warnings: diagnostics.warnings(),
  }
}

/** Lets the process take notice of a signal, so that a container stops at once though it is still compiling. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** One answer may have many examples, all with the same values in the same places. */
function merged(...lists: OwnExample[][]): OwnExample[] {
  return [...new Map(lists.flat().map((own) => [JSON.stringify(own), own])).values()]
}

/** Answers that are described as before keep their examples. */
function knownExamples(catalogue: CatalogueData, changes: Changes): NonNullable<ExampleOptions['known']> {
  const baked = byId(catalogue)
  return (id, code, mediaType) => {
    const operation = changes.answers.has(answerKey(id, code)) ? undefined : baked.get(id)?.operation
    if (operation === undefined) {
      return undefined
    }
    const { responses } = JSON.parse(operation) as StoredOperation
    const answers = responses.map((at) => JSON.parse(catalogue.responses[at] ?? '{}') as Answer)
    const contents = answers.find((answer) => answer.code === code)?.contents ?? []
    const { examples = [] } = contents.find((content) => content.mediaType === mediaType) ?? {}
    return Object.fromEntries(examples.map(({ key, value }) => [key, { value }]))
  }
}

/** The part of Prism's responses that holds the examples. */
interface Answer {
  code: string
  contents?: { mediaType: string; examples?: { key: string; value: Json }[] }[]
}

/** An operation's id is how the mock knows it, and one that is used twice comes of copying a path. */
function withDistinctIds(document: OpenApiDocument, diagnostics: Diagnostics): OpenApiDocument {
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
        const pointer = `/paths/${path.replaceAll('/', '~1')}/${method}/operationId`
        const message = `${operationId} is used twice; this operation goes by "${method} ${path}"`
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
    throw new BuildError(`a schema of the document cannot be compiled: ${errorMessage(error)}`)
  }
}

function byId({
  routes,
  operations,
}: CatalogueData): Map<string, { route: CatalogueData['routes'][number]; operation: string }> {
  return new Map(routes.map((route, index) => [route.id, { route, operation: operations[index] ?? '{}' }]))
}
