import type { OperationRoute } from '../catalogue/types.ts'
import type { Delivery } from '../faults/delivery.ts'
import { parseBoundedJson } from '../json/bounded-json.ts'
import type { BodyFiles } from './body-file.ts'
import { CompileBudget } from './compile-budget.ts'
import { compilePatch, type NamedPatch } from './compile-patch.ts'
import type { NamespaceSettings } from './document.ts'
import { type DocumentFault, faultLine } from './document-fault.ts'
import { selectorCheck, selects } from './select.ts'
import { documentFaults } from './shape-faults.ts'

/** What a patch document is held against. */
export interface PatchContext {
  /** All operations, to find selectors that select none. */
  routes: readonly OperationRoute[]
  /** What the runtime can do to connections, to find faults that it cannot bring about. */
  delivery: Pick<Delivery, 'breakages'>
  /** Where bodies may come from. */
  files: BodyFiles
}

/** The patches of a namespace, ready to be used. */
export interface PatchSet {
  /** All that are right, in order of priority. */
  patches: readonly NamedPatch[]
  settings: NamespaceSettings
  /** True when the patches of the namespace `default` come after these. */
  extendsDefault: boolean
  /**
   * @param route an operation
   * @returns the patches that may change its answers, in order of priority; looked up once and kept
   */
  forOperation(route: OperationRoute): readonly NamedPatch[]
}

/** What became of a patch document. */
export interface ParsedPatches {
  /** The patches, or undefined when the text as a whole is no patch document. */
  patches?: PatchSet
  /** What is wrong with the document; the faulty patches are left out. */
  faults: DocumentFault[]
  /** The same in one line each, and how many more there are of very many. */
  warnings: string[]
}

/** A document with more faults than this has one fault: it is the wrong document. */
const MOST_WARNINGS = 100

/** Telling what is wrong with a patch takes a fraction of a millisecond, which adds up: the rest is not looked at. */
const MOST_FAULTS = 1000

/** No patches at all. */
export const NO_PATCHES: PatchSet = patchSet([], {})

/**
 * Reads a patch document. Nothing in it can do harm: what is faulty is left out, and said.
 *
 * @param text JSON of a {@link PatchDocument}
 * @param origin what to call the text in warnings: the KV key or the file
 * @param context what the document is held against
 */
export function parsePatches(text: string, origin: string, context: PatchContext): ParsedPatches {
  const parsed = parseBoundedJson(withoutByteOrderMark(text))
  return 'fault' in parsed
    ? faulty([{ pointer: '', message: parsed.fault }], origin)
    : readPatches(parsed.value, origin, context)
}

/**
 * @param value a parsed {@link PatchDocument}
 * @param origin what to call it in warnings
 * @param context what the document is held against
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
        ? 'so many have faults'
        : budget.allows(patch)
          ? undefined
          : 'those before it have so many conditions, templates or values'
    if (tooMany !== undefined) {
      faults.push({ pointer, message: `and the patches after it are not looked at, since ${tooMany}` })
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

/** @returns patches that are found by operation */
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

/** Some editors put a byte order mark first. */
function withoutByteOrderMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}
