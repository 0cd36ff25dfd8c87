import { jsonpatch } from 'json-p3'
import type { Json } from '../catalogue/types.ts'
import { copyJson } from './copy-json.ts'
import type { PatchOperation } from './document.ts'

/** Patches whose pointers are read already, by their lists of operations. */
const compiled = new WeakMap<readonly PatchOperation[], jsonpatch.JSONPatch>()

/**
 * Applies a JSON Patch (RFC 6902).
 *
 * @param operations left as they are
 * @param value left as it is
 * @returns the patched value
 * @throws {Error} when an operation does not apply
 */
export function applyJsonPatch(operations: PatchOperation[], value: Json): unknown {
  return compile(operations).apply(copyJson(value))
}

/**
 * Reading the pointers takes longer than following them. A value that is put into the body can be changed by the operations
 * that follow, so one that has members has to be another one each time.
 */
function compile(operations: PatchOperation[]): jsonpatch.JSONPatch {
  if (operations.some((operation) => 'value' in operation && isContainer(operation.value))) {
    return new jsonpatch.JSONPatch(copyJson(operations))
  }
  const known = compiled.get(operations) ?? new jsonpatch.JSONPatch(operations)
  compiled.set(operations, known)
  return known
}

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null
}
