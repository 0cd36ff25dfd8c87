/** A map that keeps the most recently set entries, up to a total weight. */
export class BoundedMap<K, V> extends Map<K, V> {
  readonly #maxWeight: number
  readonly #weigh: (value: V, key: K) => number
  #weight = 0

  /**
   * @param maxWeight maximum total weight of the entries
   * @param weigh returns the weight of an entry, which must not change. Defaults to 1, so that entries are counted
   */
  constructor(maxWeight: number, weigh: (value: V, key: K) => number = () => 1) {
    super()
    this.#maxWeight = maxWeight
    this.#weigh = weigh
  }

  /**
   * Sets an entry and removes those that were set longest ago until the total weight fits. An entry that is heavier than
   * the maximum is not kept.
   */
  override set(key: K, value: V): this {
    this.delete(key)
    super.set(key, value)
    this.#weight += this.#weigh(value, key)
    for (const oldest of this.keys()) {
      if (this.#weight <= this.#maxWeight) {
        break
      }
      this.delete(oldest)
    }
    return this
  }

  override delete(key: K): boolean {
    const value = this.get(key)
    if (value !== undefined) {
      this.#weight -= this.#weigh(value, key)
    }
    return super.delete(key)
  }

  override clear(): void {
    this.#weight = 0
    super.clear()
  }
}
