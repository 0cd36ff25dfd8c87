import type { OperationRoute } from '../../catalogue/contract.ts'
import type { Delivery } from '../../web/http/connection.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import type { BodyFiles } from './body-file.ts'
import { CompileBudget } from './compile-budget.ts'
import { compilePatch, type NamedPatch } from './compile-patch.ts'
import type { NamespaceSettings } from './types.ts'
import { type DocumentFault, faultLine } from './issue.ts'
import { selectorCheck, selects } from './operation-selector.ts'
import { documentFaults } from './schema-issues.ts'

/** Context in which a patch document is validated. */
export interface PatchContext {
  /** All operations, used to reject selectors that match none. */
  routes: readonly OperationRoute[]
  /** Capabilities of the runtime, used to reject unsupported faults. */
  delivery: Pick<Delivery, 'breakages'>
  /** Source of body files. */
  files: BodyFiles
}

/** The compiled patches of a namespace. */
export interface PatchSet {
  /** All valid patches in order of priority. */
  patches: readonly NamedPatch[]
  settings: NamespaceSettings
  /** Whether the patches of namespace `default` apply after these. */
  extendsDefault: boolean
  /** Returns the patches for an operation in order of priority; cached. */
  forOperation(route: OperationRoute): readonly NamedPatch[]
}

/** Result of parsing a patch document. */
export interface ParsedPatches {
  /** The valid patches, or undefined if the document as a whole is invalid. */
  patches?: PatchSet
  /** All issues; patches with issues are omitted. */
  faults: DocumentFault[]
  /** The issues as one line each, and the number of omitted ones. */
  warnings: string[]
}

/** Maximum number of issues reported as warnings. */
const MOST_WARNINGS = 100

/** Maximum number of issues before parsing stops; describing an issue takes a fraction of a millisecond. */
const MOST_FAULTS = 1000

/** The empty patch set. */
export const NO_PATCHES: PatchSet = patchSet([], {})

/**
 * Parses a patch document. Never throws: invalid patches are omitted and reported as issues.
 *
 * @param text JSON of a {@link PatchDocument}
 * @param origin name of the document in warnings: the KV key or the file
 */
export function parsePatches(text: string, origin: string, context: PatchContext): ParsedPatches {
  const parsed = parseBoundedJson(withoutByteOrderMark(text))
  return 'fault' in parsed
    ? faulty([{ pointer: '', message: parsed.fault }], origin)
    : readPatches(parsed.value, origin, context)
}

/**
 * Validates and compiles a parsed patch document.
 *
 * @param value a {@link PatchDocument}, not yet validated
 * @param origin name of the document in warnings
 */
export function readPatches(value: unknown, origin: string, context: PatchContext): ParsedPatches {
  const shape = documentFaults(value)
  if ('faults' in shape) {
    return faulty(shape.faults, origin)
  }
  const { patches, settings = {}, extends: base } = shape.document
  const named: NamedPatch[] = []
  const faults: DocumentFault[] = []
  const checkSelector = selectorCheck(context.routes)
  const budget = new CompileBudget()
  for (const [index, patch] of patches.entries()) {
    const pointer = `/patches/${index}`
    const tooMany =
      faults.length >= MOST_FAULTS
        ? 'the document has too many issues'
        : budget.allows(patch)
          ? undefined
          : 'the document has too many conditions, templates or values'
    if (tooMany !== undefined) {
      faults.push({ pointer, message: `and later patches were not checked: ${tooMany}` })
      break
    }
    const compiled = compilePatch(patch, { ...context, pointer, name: `patches[${index}]` })
    if ('faults' in compiled) {
      faults.push(...compiled.faults)
    } else {
      named.push(compiled)
      faults.push(...checkSelector(compiled.patch.operation, `${pointer}/operation`))
    }
  }
  return { patches: patchSet(named, settings, base === 'default'), ...faulty(faults, origin) }
}

function faulty(faults: DocumentFault[], origin: string): Pick<ParsedPatches, 'faults' | 'warnings'> {
  const lines = faults.slice(0, MOST_WARNINGS).map((fault) => faultLine(fault, origin))
  const more = faults.length - MOST_WARNINGS
  return { faults, warnings: more > 0 ? [...lines, `${origin}: and ${more} more`] : lines }
}

/** Creates a patch set that caches its patches by operation. */
export function patchSet(
  patches: readonly NamedPatch[],
  settings: NamespaceSettings,
  extendsDefault = false,
): PatchSet {
  const byOperation = new Map<string, readonly NamedPatch[]>()
  return {
    patches,
    settings,
    extendsDefault,
    forOperation(route) {
      const known = byOperation.get(route.id)
      if (known !== undefined) {
        return known
      }
      const found = patches.filter(({ patch }) => selects(patch.operation, route))
      byOperation.set(route.id, found)
      return found
    },
  }
}

/** Removes the byte order mark that some editors write. */
function withoutByteOrderMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}
