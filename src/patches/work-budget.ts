/** What patches may cost one request, in steps of some ten nanoseconds. */
const MOST_STEPS = 50_000_000

/** Bounds the work that patches, which anyone may write, cause for one request. */
export class WorkBudget {
  #left = MOST_STEPS

  /** True once something was not done for want of steps. */
  isSpent = false

  /**
   * @param steps what is to be done
   * @returns whether it may be done
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
