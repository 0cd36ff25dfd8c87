import type { OperationRoute } from '../../catalogue/contract.ts'
import type { ConnectionControl } from '../../web/http/connection.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { createCompileBudget } from '../budgets.ts'
import type { BodyFiles } from './body-file.ts'
import { CompileCost } from './compile-cost.ts'
import { compilePatch, type CompiledPatch, type PatchCompileContext } from './compile-patch.ts'
import type { NamespaceSettings } from './types.ts'
import { type Issue, formatIssue, MAX_REPORTED_ISSUES } from './issue.ts'
import { createSelectorCheck, selectsOperation } from './operation-selector.ts'
import { validateDocumentShape } from './schema-issues.ts'

/** Context in which a patch document is validated. */
export interface PatchContext {
  /** All operations, used to reject selectors that match none. */
  routes: readonly OperationRoute[]
  /** Capabilities of the runtime, used to reject unsupported faults. */
  delivery: Pick<ConnectionControl, 'disconnectModes'>
  /** Source of body files. */
  files: BodyFiles
}

/** The compiled patches of a namespace. */
export interface PatchSet {
  /** All valid patches in order of priority. */
  patches: readonly CompiledPatch[]
  settings: NamespaceSettings
  /** Whether the patches of namespace `default` apply after these. */
  extendsDefault: boolean
  /** Returns the patches for an operation in order of priority; cached. */
  forOperation(route: OperationRoute): readonly CompiledPatch[]
}

/** Result of parsing a patch document. */
export interface ParsedPatches {
  /** The valid patches, or undefined if the document as a whole is invalid. */
  patches?: PatchSet
  /** All issues; patches with issues are omitted. */
  issues: Issue[]
  /** The issues as one line each, and the minimum number of omitted ones: parsing may have stopped early. */
  warnings: string[]
}

/** Maximum number of issues before parsing stops; describing an issue can take a millisecond. */
const MAX_COLLECTED_ISSUES = 200

/** The empty patch set. */
export const NO_PATCHES: PatchSet = createPatchSet([], {})

/**
 * Parses a patch document. Never throws: invalid patches are omitted and reported as issues.
 *
 * @param text JSON of a {@link PatchDocument}
 * @param origin name of the document in warnings: the KV key or the file
 */
export function parsePatches(text: string, origin: string, context: PatchContext): ParsedPatches {
  const parsed = parseBoundedJson(withoutByteOrderMark(text))
  return 'issue' in parsed
    ? issuesWithWarnings([{ pointer: '', message: parsed.issue }], origin)
    : compileDocument(parsed.value, origin, context)
}

/**
 * Validates and compiles a parsed patch document.
 *
 * @param value a {@link PatchDocument}, not yet validated
 * @param origin name of the document in warnings
 */
export function compileDocument(value: unknown, origin: string, context: PatchContext): ParsedPatches {
  const shape = validateDocumentShape(value)
  if ('issues' in shape) {
    return issuesWithWarnings(shape.issues, origin)
  }
  const { patches, settings = {}, extends: base } = shape.document
  const { compiled, issues } = compilePatches(patches, context, (index) => ({
    pointer: `/patches/${index}`,
    name: `patches[${index}]`,
  }))
  return {
    patches: createPatchSet(compiled, settings, base === 'default'),
    ...issuesWithWarnings(issues, origin),
  }
}

/** Names a patch by its index, for its issues and for responses if it declares no name. */
type PatchLabel = (index: number) => Pick<PatchCompileContext, 'pointer' | 'name'>

/**
 * Validates and compiles a list of patches. Stops early if they have too many issues or are too expensive to compile.
 *
 * @param patches not yet validated
 * @returns the valid patches, and all issues
 */
export function compilePatches(
  patches: readonly unknown[],
  context: PatchContext,
  labelOf: PatchLabel,
): { compiled: CompiledPatch[]; issues: Issue[] } {
  const compiled: CompiledPatch[] = []
  const issues: Issue[] = []
  const checkSelector = createSelectorCheck(context.routes)
  const cost = new CompileCost(createCompileBudget())
  for (const [index, value] of patches.entries()) {
    const label = labelOf(index)
    const { pointer } = label
    const stopReason =
      issues.length >= MAX_COLLECTED_ISSUES
        ? 'the document has too many issues'
        : cost.spend(value)
          ? undefined
          : 'the document has too many conditions, templates or values'
    if (stopReason !== undefined) {
      issues.push({ pointer, message: `and later patches were not checked: ${stopReason}` })
      break
    }
    const patch = compilePatch(value, { ...context, ...label })
    if ('issues' in patch) {
      issues.push(...patch.issues.slice(0, MAX_COLLECTED_ISSUES))
    } else {
      compiled.push(patch)
      issues.push(
        ...checkSelector(patch.patch.operation, `${pointer}/operation`).slice(0, MAX_COLLECTED_ISSUES),
      )
    }
  }
  return { compiled, issues }
}

function issuesWithWarnings(issues: Issue[], origin: string): Pick<ParsedPatches, 'issues' | 'warnings'> {
  const lines = issues.slice(0, MAX_REPORTED_ISSUES).map((issue) => formatIssue(issue, origin))
  const more = issues.length - MAX_REPORTED_ISSUES
  return { issues, warnings: more > 0 ? [...lines, `${origin}: and at least ${more} more`] : lines }
}

/** Creates a patch set that caches its patches by operation. */
export function createPatchSet(
  patches: readonly CompiledPatch[],
  settings: NamespaceSettings,
  extendsDefault = false,
): PatchSet {
  const byOperation = new Map<string, readonly CompiledPatch[]>()
  return {
    patches,
    settings,
    extendsDefault,
    forOperation(route) {
      const cached = byOperation.get(route.id)
      if (cached !== undefined) {
        return cached
      }
      const found = patches.filter(({ patch }) => selectsOperation(patch.operation, route))
      byOperation.set(route.id, found)
      return found
    },
  }
}

/** Removes the byte order mark that some editors write. */
function withoutByteOrderMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}
