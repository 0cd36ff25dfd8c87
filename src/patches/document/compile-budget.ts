/**
 * Budget of a document. A path or template costs 1: about 0.1 ms and 7 KB to compile, so the maximum is about two
 * seconds.
 */
const MOST = 15_000

/** A regular expression costs as much as five paths. */
const PATTERN = 5

/** Visiting a value is cheap, but YAML aliases can expand to more values than the document has characters. */
const VALUE = 0.01

/** Aliases also multiply strings. */
const CHARACTER = 0.001

const DEEPEST = 200

/** Bounds the cost of compiling a document's patches, so that no document exhausts memory. */
export class CompileBudget {
  private left = MOST

  /**
   * Charges a patch to the budget.
   *
   * @param patch the parsed patch
   * @returns false once the budget is exceeded
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
