/** Maximum work of patches per request, in steps of about ten nanoseconds. */
const MAX_STEPS = 50_000_000

/** Limits the work that patches, which are untrusted, cause per request. */
export class WorkBudget {
  #left = MAX_STEPS

  /** Whether work was skipped because the budget is spent. */
  isSpent = false

  /**
   * Reserves work.
   *
   * @param steps the estimated cost
   * @returns false if the remaining budget is too small; the work must be skipped
   */
  spend(steps: number): boolean {
    if (steps > this.#left) {
      this.isSpent = true
      return false
    }
    this.#left -= steps
    return true
  }
}
