import { jsonpatch, JSONPointer } from 'json-p3'
import { errorMessage } from '../error-message.ts'
import type { Budget } from '../limits/budget.ts'
import type { Json } from './json.ts'
import { asJson } from './narrow.ts'

/** Maximum total size of the values that one patch copies, in characters of JSON: each copy can double a body. */
const MAX_COPIED_CHARACTERS = 5_000_000

/** Steps of about ten nanoseconds to apply an operation, and to copy, shift or compare one member or item. */
const STEPS_PER_OPERATION = 500
const STEPS_PER_MEMBER = 3
const STEPS_PER_CHARACTER = 1

/** An operation with parsed pointers. */
interface CompiledOperation {
  patch: jsonpatch.JSONPatch
  /** Path to the object or array that the operation changes. */
  container: readonly string[]
}

const compiledOperations = new WeakMap<PatchOperation, CompiledOperation>()

/**
 * Applies a JSON Patch (RFC 6902). Each object and array along the changed paths is copied once for all operations.
 *
 * @param operations not mutated, nor are the values that they insert
 * @param value not mutated
 * @param budget pays for copies and comparisons, in steps of about ten nanoseconds
 * @returns the patched value, which shares unchanged parts with the input
 * @throws {Error} if an operation cannot be applied or the budget is spent
 */
export function applyJsonPatch(operations: readonly PatchOperation[], value: Json, budget: Budget): Json {
  const patching = new Patching(value, budget)
  for (const [index, operation] of operations.entries()) {
    try {
      patching.apply(operation)
    } catch (error) {
      throw new Error(`${errorMessage(error).replace(/ \(\w+:0\)$/, '')} (${operation.op}:${index})`, {
        cause: error,
      })
    }
  }
  return patching.value
}

/** A value that is being patched. */
class Patching {
  value: Json
  readonly #budget: Budget
  /** Objects and arrays that were copied and may be mutated. */
  readonly #owned = new Set<object>()
  #copyable = MAX_COPIED_CHARACTERS

  constructor(value: Json, budget: Budget) {
    this.value = value
    this.#budget = budget
  }

  apply(operation: PatchOperation): void {
    this.#spend(STEPS_PER_OPERATION)
    switch (operation.op) {
      case 'move':
        this.#move(operation.from, operation.path)
        break
      case 'copy':
        this.#applyNow({ op: 'add', path: operation.path, value: this.#copy(operation.from) })
        break
      case 'test':
        this.#spend(STEPS_PER_CHARACTER * JSON.stringify(operation.value).length)
        compileOperation(operation).patch.apply(this.value)
        break
      default:
        this.#applyNow(operation)
    }
  }

  /** A move is a removal and an insertion (RFC 6902, section 4.4). */
  #move(from: string, path: string): void {
    if (from === '' || path.startsWith(`${from}/`)) {
      throw new Error(`cannot move ${from} into itself`)
    }
    const moved = asJson(new JSONPointer(from).resolve(this.value)) ?? null
    this.#applyNow({ op: 'remove', path: from })
    this.#applyNow({ op: 'add', path, value: moved })
  }

  /** The library would insert the same object twice, and could insert a value into itself. */
  #copy(from: string): Json {
    const text = JSON.stringify(new JSONPointer(from).resolve(this.value))
    this.#spend(STEPS_PER_CHARACTER * text.length)
    this.#copyable -= text.length
    if (this.#copyable < 0) {
      throw new Error(`the copied values exceed ${MAX_COPIED_CHARACTERS} characters (copy:0)`)
    }
    return asJson(JSON.parse(text)) ?? null
  }

  /** Applies an operation in place, after the path to its container was copied. */
  #applyNow(operation: PatchOperation): void {
    const { patch, container } = compileOperation(operation)
    this.value = this.#own(this.value, container, 0)
    this.value = asJson(patch.apply(this.value)) ?? null
  }

  /** Copies the objects and arrays along a pointer, as far as they exist and were not copied before. */
  #own(value: Json, pointer: readonly string[], depth: number): Json {
    if (typeof value !== 'object' || value === null) {
      return value
    }
    if (Array.isArray(value)) {
      // Inserting and removing shifts the items.
      this.#spend(Math.ceil((STEPS_PER_MEMBER * value.length) / 10))
      const items = this.#owned.has(value) ? value : this.#added([...value], value.length)
      const index = Number(pointer[depth])
      const item = items[index]
      if (depth < pointer.length && item !== undefined) {
        items[index] = this.#own(item, pointer, depth + 1)
      }
      return items
    }
    const members = this.#owned.has(value) ? value : this.#added({ ...value }, Object.keys(value).length)
    const name = pointer[depth]
    const member = name !== undefined && Object.hasOwn(members, name) ? members[name] : undefined
    if (name !== undefined && member !== undefined) {
      Object.defineProperty(members, name, {
        value: this.#own(member, pointer, depth + 1),
        writable: true,
        enumerable: true,
        configurable: true,
      })
    }
    return members
  }

  #added<Container extends object>(copy: Container, size: number): Container {
    this.#spend(STEPS_PER_MEMBER * size)
    this.#owned.add(copy)
    return copy
  }

  #spend(steps: number): void {
    if (!this.#budget.spend(steps)) {
      throw new Error('the operations need more work than the limit of a request (patch:0)')
    }
  }
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

/** One operation of a JSON Patch (RFC 6902, section 4). */
export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: Json }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; path: string; from: string }
