import { jsonpatch, JSONPointer } from 'json-p3'
import { errorMessage } from '../error-message.ts'
import type { Json } from './json.ts'
import { jsonIn } from './narrow.ts'

/** Maximum total size of the values that one patch copies, in characters of JSON: each copy can double a body. */
const MOST_COPIED = 5_000_000

/** An operation with parsed pointers. */
interface CompiledOperation {
  patch: jsonpatch.JSONPatch
  /** Path to the object or array that the operation changes. */
  container: readonly string[]
}

const compiled = new WeakMap<PatchOperation, CompiledOperation>()

/**
 * Applies a JSON Patch (RFC 6902).
 *
 * @param operations not mutated, nor are the values that they insert
 * @param value not mutated
 * @returns the patched value, which shares unchanged parts with the input
 * @throws {Error} if an operation cannot be applied
 */
export function applyJsonPatch(operations: readonly PatchOperation[], value: Json): Json {
  let left = MOST_COPIED
  return operations.reduce<Json>((current, operation, index) => {
    try {
      if (operation.op !== 'copy') {
        return apply(operation, current)
      }
      // The library would insert the same object twice, and could insert a value into itself.
      const text = JSON.stringify(new JSONPointer(operation.from).resolve(current))
      left -= text.length
      if (left < 0) {
        throw new Error(`the copied values exceed ${MOST_COPIED} characters (copy:0)`)
      }
      return apply({ op: 'add', path: operation.path, value: jsonIn(JSON.parse(text)) ?? null }, current)
    } catch (error) {
      throw new Error(`${errorMessage(error).replace(/ \(\w+:0\)$/, '')} (${operation.op}:${index})`, {
        cause: error,
      })
    }
  }, value)
}

/** Applies one operation to a copy, since the library mutates its input. */
function apply(operation: PatchOperation, value: Json): Json {
  const { patch, container } = compiledOf(operation)
  // A move can change the path that the other pointer takes, so everything is copied.
  const own = operation.op === 'move' ? structuredClone(value) : copyAlong(value, container, 0)
  return jsonIn(patch.apply(own)) ?? null
}

function compiledOf(operation: PatchOperation): CompiledOperation {
  const known = compiled.get(operation)
  if (known !== undefined) {
    return known
  }
  const patch = new jsonpatch.JSONPatch([operation])
  const container = new JSONPointer(operation.path).tokens.slice(0, -1)
  const made = { patch, container }
  compiled.set(operation, made)
  return made
}

/** Copies the objects and arrays along a pointer, as far as they exist. */
function copyAlong(value: Json, pointer: readonly string[], depth: number): Json {
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const name = pointer[depth]
  if (Array.isArray(value)) {
    const index = Number(name)
    return value.map((item, at) => (at === index ? copyAlong(item, pointer, depth + 1) : item))
  }
  const copy = { ...value }
  const member = name !== undefined && Object.hasOwn(copy, name) ? copy[name] : undefined
  if (name !== undefined && member !== undefined) {
    copy[name] = copyAlong(member, pointer, depth + 1)
  }
  return copy
}

/** One operation of a JSON Patch (RFC 6902, section 4). */
export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: Json }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; path: string; from: string }
