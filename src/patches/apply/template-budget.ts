/** Maximum total output of one response's templates, in characters. */
const MAX_TEMPLATE_CHARACTERS = 1_000_000

/** Limits how much templates, which can repeat request data, add to one response. */
export class TemplateBudget {
  #left = MAX_TEMPLATE_CHARACTERS

  /** Whether output was truncated. */
  isSpent = false

  /** Whether this many characters still fit; subtracts them if so. */
  spend(characters: number): boolean {
    if (characters > this.#left) {
      this.isSpent = true
      return false
    }
    this.#left -= characters
    return true
  }

  /** Returns the text, truncated to the remaining budget. */
  truncate(text: string): string {
    if (this.spend(text.length)) {
      return text
    }
    const part = text.slice(0, this.#left)
    this.#left = 0
    return part
  }
}
