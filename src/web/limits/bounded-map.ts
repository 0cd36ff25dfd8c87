/** A map that keeps the most recently set entries. */
export class BoundedMap<K, V> extends Map<K, V> {
  readonly #maxSize: number

  /** @param maxSize maximum number of entries */
  constructor(maxSize: number) {
    super()
    this.#maxSize = maxSize
  }

  /** Sets an entry and removes the one that was set longest ago if there are too many. */
  override set(key: K, value: V): this {
    this.delete(key)
    super.set(key, value)
    for (const oldest of this.keys()) {
      if (this.size <= this.#maxSize) {
        break
      }
      this.delete(oldest)
    }
    return this
  }
}
