import { setImmediate } from 'node:timers/promises'
import type { CatalogueData, DocumentInfo, StoredOperation, UserExample } from '../src/catalogue/contract.ts'
import { formatPointer } from '../src/web/json/pointer.ts'
import { Diagnostics } from './diagnostics.ts'
import { type Changes, findChanges, responseKey } from './document/diff.ts'
import type { Json, OpenApiDocument } from './document/document.ts'
import { addModelList } from './document/model-list.ts'
import { normalize } from './document/normalize.ts'
import { allowExampleNulls } from './examples/null-examples.ts'
import { applyOverlay } from './document/overlay/overlay.ts'
import { preserveUserExamples } from './document/preserve-user-examples.ts'
import { subsetOf } from './document/subset.ts'
import { addExamples, collectExamples, type ExampleOptions } from './examples/examples.ts'
import { findUserExamples } from './examples/schema-examples.ts'
import { buildCatalogue, type CatalogueOptions } from './operations/build-catalogue.ts'
import { mapValues } from './records.ts'

/** A parsed document and its origin. */
export interface LoadedDocument {
  document: OpenApiDocument
  info: DocumentInfo
}

/** An earlier compilation, whose results are reused for everything that did not change. */
export interface EarlierCompilation {
  /** The normalized document. */
  document: OpenApiDocument
  catalogue: CatalogueData
}

/** Options of {@link compileDocument}. */
export interface CompileOptions {
  /** The parsed overlays. */
  overlay: Json
  diagnostics: Diagnostics
  against?: EarlierCompilation
}

/** A compiled document. */
export interface DocumentCompilation {
  normalized: OpenApiDocument
  /** The compiled operations of the normalized document, with examples. */
  withExamples: OpenApiDocument
  /** The catalogue of the compiled operations. */
  catalogue: CatalogueData
}

/**
 * Compiles a document to a catalogue: overlay, normalization, examples, operations. The stages run in this order, each
 * from plain data to plain data.
 *
 * @param loaded the document to compile
 * @param options with `against`, only new and changed operations are compiled
 * @throws {BuildError} if the document has errors
 */
export async function compileDocument(
  loaded: LoadedDocument,
  options: CompileOptions & { against: EarlierCompilation },
): Promise<DocumentCompilation & { changes: Changes }>
export async function compileDocument(
  loaded: LoadedDocument,
  options: CompileOptions,
): Promise<DocumentCompilation>
export async function compileDocument(
  loaded: LoadedDocument,
  options: CompileOptions,
): Promise<DocumentCompilation & { changes: Changes | undefined }> {
  const { diagnostics, against } = options
  const corrected = correct(loaded, options)
  const normalized = withUniqueIds(
    addModelList(normalize(allowExampleNulls(corrected), diagnostics)),
    diagnostics,
  )
  diagnostics.throwIfErrors()
  await setImmediate() // Here and below: lets a starting container handle signals.
  const { document, changes, examples, operations } =
    against === undefined ? everything(normalized, loaded.info) : changedPart(normalized, against)
  await setImmediate()
  const withExamples = addExamples(document, diagnostics, examples)
  await setImmediate()
  const catalogue = buildCatalogue(withExamples, loaded.info, operations)
  await setImmediate()
  return { normalized, withExamples, catalogue, changes }
}

function correct(
  { document, info }: LoadedDocument,
  { overlay, diagnostics, against }: CompileOptions,
): OpenApiDocument {
  const corrected = applyOverlay(document, overlay, {
    // Actions that do not apply to a user's document are not the user's problem.
    diagnostics: against === undefined ? diagnostics : new Diagnostics(),
    unmatched: info.pinned ? 'warning' : 'info',
  })
  return info.kind === 'other document' ? preserveUserExamples(document, corrected) : corrected
}

/** The part of a document to compile, with the options of the stages. */
interface Scope {
  document: OpenApiDocument
  changes?: Changes
  examples: ExampleOptions
  operations: CatalogueOptions
}

function everything(document: OpenApiDocument, info: DocumentInfo): Scope {
  const isOther = info.kind === 'other document'
  return {
    document,
    examples: isOther
      ? { userExamples: findUserExamples(document), isBundled: (_, source) => source === 'reference' }
      : {},
    operations: {},
  }
}

function changedPart(
  fullDocument: OpenApiDocument,
  { document: before, catalogue }: EarlierCompilation,
): Scope {
  const changes = findChanges(before, fullDocument)
  const document = subsetOf(fullDocument, changes.operations)
  const bundled = collectExamples(before)
  const applied = new Map<string, UserExample[]>()
  return {
    document,
    changes,
    examples: {
      userExamples: findUserExamples(document, before),
      known: reusableExamples(catalogue, changes),
      onUserExamples: (id, examples) =>
        applied.set(id, deduplicate([...(applied.get(id) ?? []), ...examples])),
      isBundled: (value) => bundled.has(JSON.stringify(value)),
      fullDocument,
    },
    operations: { responses: catalogue.responses, userExamples: applied, fullDocument },
  }
}

/** Deduplicates: a response may have many examples with the same values at the same paths. */
function deduplicate(examples: UserExample[]): UserExample[] {
  return [...new Map(examples.map((own) => [JSON.stringify(own), own])).values()]
}

/** Reuses the examples of unchanged responses. */
function reusableExamples(
  { routes, operations, responses: texts }: CatalogueData,
  changes: Changes,
): NonNullable<ExampleOptions['known']> {
  const operationById = new Map(routes.map(({ id }, index) => [id, operations[index]]))
  return (id, code, mediaType) => {
    const operation = changes.responses.has(responseKey(id, code)) ? undefined : operationById.get(id)
    if (operation === undefined) {
      return undefined
    }
    const { responses }: StoredOperation = JSON.parse(operation)
    const answers = responses.map((at): PrismResponse => JSON.parse(texts[at] ?? '{}'))
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
