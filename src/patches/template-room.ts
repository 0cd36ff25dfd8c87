/** What all templates of one answer may come to, in characters. */
const MOST_CHARACTERS = 1_000_000

/** Bounds what templates, which repeat what requests say, add to one answer. */
export class TemplateRoom {
  #left = MOST_CHARACTERS

  /** True once something was left out for want of room. */
  isSpent = false

  /** @returns whether this many characters may be added */
  take(characters: number): boolean {
    if (characters > this.#left) {
      this.isSpent = true
      return false
    }
    this.#left -= characters
    return true
  }

  /** @returns as much of the text as there is room for */
  fit(text: string): string {
    if (this.take(text.length)) {
      return text
    }
    const part = text.slice(0, this.#left)
    this.#left = 0
    return part
  }
}
