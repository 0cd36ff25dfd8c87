import { jsonIn } from '../adapters/read-json.ts'
import type { Patch } from './document.ts'
import { checkFault } from '../faults/check.ts'
import type { Delivery } from '../faults/delivery.ts'
import type { DocumentFault } from './document-fault.ts'
import { patchFaults } from './shape-faults.ts'
import { type CompiledWhen, compileWhen } from './when.ts'

/** Deeper than any answer of the API. */
const DEEPEST_PATCH = 200

/** Each `copy` of a JSON Patch can double a body, so that a few more would fill the memory. */
const MOST_COPIES = 12

/** A patch, ready to be used. */
export interface NamedPatch {
  /** How answers name it. */
  name: string
  patch: Patch
  /** What a request must be like; any request when left out. */
  when?: CompiledWhen
}

/** What a patch is compiled with. */
export interface PatchReading {
  /** JSON Pointer of the patch, for what is wrong with it. */
  pointer: string
  /** What to call it when it has no name. */
  name: string
  /** What the runtime can do to connections, to find faults that it cannot bring about. */
  delivery: Pick<Delivery, 'breakages'>
}

/**
 * @param value a {@link Patch}, if it is right
 * @param reading where it stands
 * @returns the patch, ready to be used, or everything that is wrong with it
 */
export function compilePatch(
  value: unknown,
  { pointer, name, delivery }: PatchReading,
): NamedPatch | { faults: DocumentFault[] } {
  if (isDeeperThan(value, DEEPEST_PATCH)) {
    return { faults: [{ pointer, message: `is nested deeper than ${DEEPEST_PATCH} levels` }] }
  }
  const shape = patchFaults(value, pointer)
  if ('faults' in shape) {
    return shape
  }
  const { patch } = shape
  const faults: DocumentFault[] = []
  const copies = (patch.patch ?? []).filter(({ op }) => op === 'copy').length
  if (copies > MOST_COPIES) {
    faults.push({ pointer: `${pointer}/patch`, message: `has ${copies} copies; ${MOST_COPIES} are the most` })
  }
  if (patch.fault !== undefined) {
    const found = checkFault(patch.fault, delivery)
    faults.push(...found.map((fault) => ({ ...fault, pointer: `${pointer}/fault${fault.pointer}` })))
  }
  const conditions = jsonIn(patch.when)
  const when = conditions === undefined ? undefined : compileWhen(conditions, `${pointer}/when`, faults)
  return faults.length > 0 ? { faults } : { name: patch.name ?? name, patch, ...(when && { when }) }
}

/** Looks no deeper than it has to, so that no document can exhaust the stack. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return false
  }
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1))
}
