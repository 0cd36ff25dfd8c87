import { type ApiError, apiError } from '../openai/errors.ts'

/** Limits of the state of a namespace. */
export interface StateLimits {
  maxBytes: number
  maxObjects: number
}

/** Bytes held by several namespaces together. */
export interface SharedUsage {
  bytes: number
}

/**
 * Counts the objects and bytes of a namespace and refuses those above its limits. Nothing is evicted to make room.
 */
export class Quota {
  readonly #namespace: string
  readonly #limits: StateLimits
  readonly #shared: SharedUsage
  #objects = 0
  #bytes = 0

  /** @param shared bytes that count against `maxBytes`: of this namespace alone, or of all of a process */
  constructor(namespace: string, limits: StateLimits, shared: SharedUsage = { bytes: 0 }) {
    this.#namespace = namespace
    this.#limits = limits
    this.#shared = shared
  }

  get objects(): number {
    return this.#objects
  }

  get bytes(): number {
    return this.#bytes
  }

  /** @throws {ApiError} 403 if an addition exceeds a limit */
  check(objects: number, bytes: number): void {
    const { maxBytes, maxObjects } = this.#limits
    if (bytes > 0 && this.#shared.bytes + bytes > maxBytes) {
      throw this.#full(`${this.#bytes} bytes of state; STATE_MAX_BYTES is ${maxBytes}`)
    }
    if (objects > 0 && this.#objects + objects > maxObjects) {
      throw this.#full(`${this.#objects} objects; STATE_MAX_OBJECTS is ${maxObjects}`)
    }
  }

  /** Counts an addition, or a removal if negative. */
  add(objects: number, bytes: number): void {
    this.#objects += objects
    this.#bytes += bytes
    this.#shared.bytes += bytes
  }

  /** Forgets everything that was counted. */
  clear(): void {
    this.add(-this.#objects, -this.#bytes)
  }

  #full(reason: string): ApiError {
    const name = this.#namespace
    const message = `The namespace '${name}' holds ${reason}. DELETE /__mock/state/${name} empties it.`
    return apiError(403, message, { type: 'insufficient_quota', code: 'mock_state_full' })
  }
}
