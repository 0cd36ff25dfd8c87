import { jsonpatch, JSONPointer } from 'json-p3'
import { jsonIn } from '../adapters/read-json.ts'
import type { Json } from '../catalogue/types.ts'
import { errorMessage } from '../error-message.ts'
import { copyJson } from './copy-json.ts'
import type { PatchOperation } from './document.ts'

/** What all copies of one patch may come to, in characters of JSON: each can double a body. */
const MOST_COPIED = 5_000_000

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
  if (operations.some(putsContainer)) {
    return applyEach(operations, copyJson(value))
  }
  const known = compiled.get(operations) ?? new jsonpatch.JSONPatch(operations)
  compiled.set(operations, known)
  return known.apply(copyJson(value))
}

/**
 * What is put into the body can be changed by the operations that follow, so what has members has to be a copy each time.
 * That goes for `copy` as well: the library puts the same object in both places, and the body into itself.
 */
function putsContainer(operation: PatchOperation): boolean {
  return (
    operation.op === 'copy' ||
    ('value' in operation && typeof operation.value === 'object' && operation.value !== null)
  )
}

function applyEach(operations: PatchOperation[], value: Json): Json {
  let left = MOST_COPIED
  return operations.reduce<Json>((current, operation, index) => {
    try {
      if (operation.op !== 'copy') {
        return applied(copyJson(operation), current)
      }
      const text = JSON.stringify(new JSONPointer(operation.from).resolve(current))
      left -= text.length
      if (left < 0) {
        throw new Error(`the copies come to more than ${MOST_COPIED} characters (copy:0)`)
      }
      const add: PatchOperation = { op: 'add', path: operation.path, value: jsonIn(JSON.parse(text)) ?? null }
      return applied(add, current)
    } catch (error) {
      throw new Error(`${errorMessage(error).replace(/ \(\w+:0\)$/, '')} (${operation.op}:${index})`, {
        cause: error,
      })
    }
  }, value)
}

function applied(operation: PatchOperation, value: Json): Json {
  return jsonIn(new jsonpatch.JSONPatch([operation]).apply(value)) ?? null
}
