import { parseBoundedJson } from '../bounded-json.ts'
import type { CompiledValidator, OperationRoute, Violation } from '../catalogue/types.ts'
import { checkFault } from '../faults/check.ts'
import type { Delivery } from '../faults/delivery.ts'
import { patchValidators } from '../generated/patch-validators.js'
import type { Patch, PatchDocument } from './document.ts'
import { selects } from './select.ts'

/** Deeper than any answer of the API. */
const DEEPEST_PATCH = 200

/** Each `copy` of a JSON Patch can double a body, so that a few more would fill the memory. */
const MOST_COPIES = 12

/** What a patch document is held against. */
export interface PatchContext {
  /** All operations, to find selectors that select none. */
  routes: readonly OperationRoute[]
  /** What the runtime can do to connections, to find faults that it cannot bring about. */
  delivery: Pick<Delivery, 'breakages'>
}

/** A patch and how answers name it. */
export interface NamedPatch {
  name: string
  patch: Patch
}

/** The patches of a namespace, ready to be used. */
export interface PatchSet {
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
  /** What is wrong with the document, in one line each; the faulty patches are left out. */
  warnings: string[]
}

/** A document with more faults than this has one fault: it is the wrong document. */
const MOST_WARNINGS = 100

/** No patches at all. */
export const NO_PATCHES: PatchSet = { forOperation: () => [] }

/**
 * Reads a patch document. Nothing in it can do harm: what is faulty is left out, and said.
 *
 * @param text JSON of a {@link PatchDocument}
 * @param origin what to call the text in warnings: the KV key or the file
 * @param context what the document is held against
 */
export function parsePatches(text: string, origin: string, context: PatchContext): ParsedPatches {
  const parsed = parseBoundedJson(withoutByteOrderMark(text))
  if ('fault' in parsed) {
    return { warnings: [`${origin} ${parsed.fault}`] }
  }
  return readPatches(parsed.value, origin, context)
}

/**
 * @param value a parsed {@link PatchDocument}
 * @param origin what to call it in warnings
 * @param context what the document is held against
 */
export function readPatches(
  value: unknown,
  origin: string,
  { routes, delivery }: PatchContext,
): ParsedPatches {
  if (!isDocument(value)) {
    return { warnings: faults(patchValidators.document.shape, origin, '') }
  }
  const named: NamedPatch[] = []
  const warnings: string[] = []
  const operationIds = new Set(routes.map(({ id }) => id))
  for (const [index, patch] of value.patches.entries()) {
    if (isDeeperThan(patch, DEEPEST_PATCH)) {
      warnings.push(`${origin}: /patches/${index} is nested deeper than ${DEEPEST_PATCH} levels`)
      continue
    }
    if (!isPatch(patch)) {
      warnings.push(...faults(patchValidators.document.patch, origin, `/patches/${index}`))
      continue
    }
    const copies = (patch.patch ?? []).filter(({ op }) => op === 'copy').length
    if (copies > MOST_COPIES) {
      warnings.push(`${origin}: /patches/${index}/patch has ${copies} copies; ${MOST_COPIES} are the most`)
      continue
    }
    const faulty = patch.fault === undefined ? [] : checkFault(patch.fault, delivery)
    if (faulty.length > 0) {
      warnings.push(
        ...faulty.map(
          ({ pointer, message, suggestion }) =>
            `${origin}: /patches/${index}/fault${pointer} ${message}; ${suggestion}`,
        ),
      )
      continue
    }
    named.push({ name: patch.name ?? `patches[${index}]`, patch })
    for (const selector of [patch.operation ?? []].flat()) {
      if (!operationIds.has(selector) && !routes.some((route) => selects(selector, route))) {
        warnings.push(`${origin}: /patches/${index}/operation "${selector}" selects no operation`)
      }
    }
  }
  const more = warnings.length - MOST_WARNINGS
  const shown = more > 0 ? [...warnings.slice(0, MOST_WARNINGS), `${origin}: and ${more} more`] : warnings
  return { patches: indexed(named), warnings: shown }
}

function indexed(named: readonly NamedPatch[]): PatchSet {
  const byOperation = new Map<string, readonly NamedPatch[]>()
  return {
    forOperation(route) {
      const known = byOperation.get(route.id)
      if (known !== undefined) {
        return known
      }
      const found = named.filter(({ patch }) => selects(patch.operation, route))
      byOperation.set(route.id, found)
      return found
    },
  }
}

/** Some editors put a byte order mark first. */
function withoutByteOrderMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

/** Looks no deeper than it has to, so that no document can exhaust the stack. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return false
  }
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1))
}

function isDocument(value: unknown): value is Omit<PatchDocument, 'patches'> & { patches: unknown[] } {
  return patchValidators.document.shape(value)
}

function isPatch(value: unknown): value is Patch {
  return patchValidators.document.patch(value)
}

function faults(validator: CompiledValidator, origin: string, pointer: string): string[] {
  return (validator.errors ?? []).slice(0, 1).map((violation) => `${origin}: ${describe(violation, pointer)}`)
}

function describe({ instancePath, keyword, params }: Violation, pointer: string): string {
  const place = `${pointer}${instancePath}` || 'the document'
  switch (keyword) {
    case 'required':
      return `${place} lacks "${String(params['missingProperty'])}"`
    case 'additionalProperties':
      return `${place} has an unknown field "${String(params['additionalProperty'])}"`
    case 'type':
      return `${place} must be ${[params['type']].flat().join(' or ')}`
    case 'enum':
      return `${place} must be one of ${[params['allowedValues']].flat().join(', ')}`
    default:
      return `${place} is not valid (${keyword})`
  }
}
