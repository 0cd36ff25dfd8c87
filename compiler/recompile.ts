import type { CatalogueData, CompiledDocument, RequestValidators } from '../src/catalogue/contract.ts'
import { errorMessage } from '../src/web/error-message.ts'
import { compileDocument } from './compile-document.ts'
import { BuildError, Diagnostics } from './diagnostics.ts'
import type { Changes } from './document/diff.ts'
import {
  type Json,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  parseOpenApi,
} from './document/document.ts'
import type { FetchedDocument } from './source/fetch-document.ts'
import { requestValidatorsInMemory } from './validators/in-memory.ts'
import { prepareRequests } from './validators/validators.ts'

/** Build output that {@link recompile} compares against: `src/generated/baseline.json`. */
export interface Baseline {
  /** The parsed overlays. */
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
  { catalogue: baked, validators, baseline }: CompiledDocument & { baseline: Baseline },
): Promise<RecompiledDocument> {
  const { text, origin, pinned, sha256 } = acquired
  const document = parseOpenApi(text, origin)
  const { title, version } = document.info
  const diagnostics = new Diagnostics()
  const { normalized, catalogue, changes } = await compileDocument(
    { document, info: { title, version, source: origin, kind: 'other document', pinned, sha256 } },
    {
      overlay: baseline.overlay,
      diagnostics,
      against: { document: baseline.document, catalogue: baked },
    },
  )
  const changedValidators = compileValidators(normalized, changes.requests)
  const merged = mergeCatalogues(baked, catalogue, operationsOf(normalized).map(operationIdOf))
  return {
    catalogue: merged,
    validators: Object.fromEntries(
      merged.routes.map(({ id }) => [id, changedValidators[id] ?? validators[id] ?? {}]),
    ),
    changes,
    warnings: diagnostics.warnings(),
  }
}

/**
 * @param baked the generated catalogue
 * @param changed the catalogue of the changed operations
 * @param ids the operations of the merged catalogue, in order
 */
function mergeCatalogues(
  baked: CatalogueData,
  changed: CatalogueData,
  ids: readonly string[],
): CatalogueData {
  const entries = new Map([...entriesOf(baked), ...entriesOf(changed)])
  const kept = ids.flatMap((id) => entries.get(id) ?? [])
  return {
    ...changed,
    schemas: { ...baked.schemas, ...changed.schemas },
    routes: kept.map(({ route }) => route),
    operations: kept.map(({ operation }) => operation),
  }
}

/** Routes and operations by operation id. */
function entriesOf({
  routes,
  operations,
}: CatalogueData): [id: string, { route: CatalogueData['routes'][number]; operation: string }][] {
  return routes.map((route, index) => [route.id, { route, operation: operations[index] ?? '{}' }])
}

/** Compiles the validators of the operations with these ids. */
function compileValidators(
  document: OpenApiDocument,
  ids: ReadonlySet<string>,
): Record<string, RequestValidators> {
  if (ids.size === 0) {
    return {}
  }
  try {
    return requestValidatorsInMemory(prepareRequests(document, ids))
  } catch (error) {
    throw new BuildError(`cannot compile a schema of the document: ${errorMessage(error)}`)
  }
}
