/** A path or template takes a tenth of a millisecond and some seven kilobytes to compile: this many take two seconds. */
const MOST = 15_000

/** A regular expression takes as much as five paths. */
const PATTERN = 5

/** Looking at a value takes next to nothing, but there may be very many, even more than a text has: YAML has aliases. */
const VALUE = 0.01

/** Texts, too, may be far more than the document is long. */
const CHARACTER = 0.001

const DEEPEST = 200

/** Bounds what the patches of a document may cost to compile, so that no document fills the memory. */
export class CompileBudget {
  private left = MOST

  /**
   * @param patch one of the document, as it was parsed
   * @returns whether the patches so far, this one among them, may be compiled
   */
  allows(patch: unknown): boolean {
    this.spend(patch, 0)
    return this.left >= 0
  }

  private spend(value: unknown, depth: number): void {
    this.left -= VALUE
    if (typeof value === 'string') {
      this.left -= CHARACTER * value.length + (value.includes('{{') ? 1 : 0)
    } else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
      for (const [name, member] of Object.entries(value)) {
        if (this.left < 0) {
          return
        }
        this.left -= costOf(name, member)
        this.spend(member, depth + 1)
      }
    }
  }
}

function costOf(name: string, value: unknown): number {
  if (typeof value === 'string' && (name === 'matches' || name === 'target')) {
    return name === 'matches' ? PATTERN : 1
  }
  return name.startsWith('$') ? 1 : 0
}
