/** A limited amount of work, output or cost, in units that the creator chooses. */
export class Budget {
  #left: number

  /** Whether something was skipped or truncated because the budget was too small. */
  isSpent = false

  /** @param amount the whole budget */
  constructor(amount: number) {
    this.#left = amount
  }

  /**
   * Reserves an amount.
   *
   * @returns false if the remaining budget is too small; nothing is reserved then
   */
  spend(amount: number): boolean {
    if (amount > this.#left) {
      this.isSpent = true
      return false
    }
    this.#left -= amount
    return true
  }

  /** Reserves an amount, or what remains of the budget if that is less, and returns the reserved amount. */
  spendUpTo(amount: number): number {
    if (this.spend(amount)) {
      return amount
    }
    const rest = this.#left
    this.#left = 0
    return rest
  }
}
