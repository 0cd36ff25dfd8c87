import { jsonpatch, JSONPointer } from 'json-p3'
import { errorMessage } from '../error-message.ts'
import type { Json } from '../json/json.ts'
import { jsonIn } from '../json/read-json.ts'
import type { PatchOperation } from './document.ts'

/** What all copies of one patch may come to, in characters of JSON: each can double a body. */
const MOST_COPIED = 5_000_000

/** An operation whose pointers are read already. */
interface CompiledOperation {
  patch: jsonpatch.JSONPatch
  /** Leads to the object or list that the operation changes. */
  container: readonly string[]
}

const compiled = new WeakMap<PatchOperation, CompiledOperation>()

/**
 * Applies a JSON Patch (RFC 6902).
 *
 * @param operations left as they are, and so is what they put into the value
 * @param value left as it is
 * @returns the patched value, which shares with the value what the operations leave alone
 * @throws {Error} when an operation does not apply
 */
export function applyJsonPatch(operations: readonly PatchOperation[], value: Json): Json {
  let left = MOST_COPIED
  return operations.reduce<Json>((current, operation, index) => {
    try {
      if (operation.op !== 'copy') {
        return apply(operation, current)
      }
      // The library would put the same object in both places, and the value into itself.
      const text = JSON.stringify(new JSONPointer(operation.from).resolve(current))
      left -= text.length
      if (left < 0) {
        throw new Error(`the copies come to more than ${MOST_COPIED} characters (copy:0)`)
      }
      return apply({ op: 'add', path: operation.path, value: jsonIn(JSON.parse(text)) ?? null }, current)
    } catch (error) {
      throw new Error(`${errorMessage(error).replace(/ \(\w+:0\)$/, '')} (${operation.op}:${index})`, {
        cause: error,
      })
    }
  }, value)
}

/** The library changes what it is given, so it is given a copy of that. */
function apply(operation: PatchOperation, value: Json): Json {
  const { patch, container } = compiledOf(operation)
  // What is moved away can change where the other pointer leads.
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

/** @returns a copy of the objects and lists that a pointer leads through, as far as they are there */
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
