import { jsonpatch, JSONPointer } from 'json-p3'
import { errorMessage } from '../error-message.ts'
import type { Json } from './json.ts'
import { asJson } from './narrow.ts'

/** Maximum total size of the values that one patch copies, in characters of JSON: each copy can double a body. */
const MAX_COPIED_CHARACTERS = 5_000_000

/** An operation with parsed pointers. */
interface CompiledOperation {
  patch: jsonpatch.JSONPatch
  /** Path to the object or array that the operation changes. */
  container: readonly string[]
}

const compiledOperations = new WeakMap<PatchOperation, CompiledOperation>()

/**
 * Applies a JSON Patch (RFC 6902).
 *
 * @param operations not mutated, nor are the values that they insert
 * @param value not mutated
 * @returns the patched value, which shares unchanged parts with the input
 * @throws {Error} if an operation cannot be applied
 */
export function applyJsonPatch(operations: readonly PatchOperation[], value: Json): Json {
  let remaining = MAX_COPIED_CHARACTERS
  return operations.reduce<Json>((current, operation, index) => {
    try {
      if (operation.op !== 'copy') {
        return applyOperation(operation, current)
      }
      // The library would insert the same object twice, and could insert a value into itself.
      const text = JSON.stringify(new JSONPointer(operation.from).resolve(current))
      remaining -= text.length
      if (remaining < 0) {
        throw new Error(`the copied values exceed ${MAX_COPIED_CHARACTERS} characters (copy:0)`)
      }
      return applyOperation(
        { op: 'add', path: operation.path, value: asJson(JSON.parse(text)) ?? null },
        current,
      )
    } catch (error) {
      throw new Error(`${errorMessage(error).replace(/ \(\w+:0\)$/, '')} (${operation.op}:${index})`, {
        cause: error,
      })
    }
  }, value)
}

/** Applies one operation to a copy, since the library mutates its input. */
function applyOperation(operation: PatchOperation, value: Json): Json {
  const { patch, container } = compileOperation(operation)
  // A move can change the path that the other pointer takes, so everything is copied.
  const copy = operation.op === 'move' ? structuredClone(value) : copyPath(value, container, 0)
  return asJson(patch.apply(copy)) ?? null
}

function compileOperation(operation: PatchOperation): CompiledOperation {
  const cached = compiledOperations.get(operation)
  if (cached !== undefined) {
    return cached
  }
  const patch = new jsonpatch.JSONPatch([operation])
  const container = new JSONPointer(operation.path).tokens.slice(0, -1)
  const result = { patch, container }
  compiledOperations.set(operation, result)
  return result
}

/** Copies the objects and arrays along a pointer, as far as they exist. */
function copyPath(value: Json, pointer: readonly string[], depth: number): Json {
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const name = pointer[depth]
  if (Array.isArray(value)) {
    const index = Number(name)
    return value.map((item, position) => (position === index ? copyPath(item, pointer, depth + 1) : item))
  }
  const copy = { ...value }
  const member = name !== undefined && Object.hasOwn(copy, name) ? copy[name] : undefined
  if (name !== undefined && member !== undefined) {
    copy[name] = copyPath(member, pointer, depth + 1)
  }
  return copy
}

/** One operation of a JSON Patch (RFC 6902, section 4). */
export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: Json }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; path: string; from: string }
