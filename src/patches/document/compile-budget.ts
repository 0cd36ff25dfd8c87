/**
 * Budget of a document. A path or template costs 1: about 0.1 ms and 7 KB to compile, so the maximum is about two
 * seconds.
 */
const MAX_COST = 15_000

/** A regular expression costs as much as five paths. */
const PATTERN_COST = 5

/** Visiting a value is cheap, but YAML aliases can expand to more values than the document has characters. */
const VALUE_COST = 0.01

/** Aliases also multiply strings. */
const CHARACTER_COST = 0.001

const MAX_DEPTH = 200

/** Bounds the cost of compiling a document's patches, so that no document exhausts memory. */
export class CompileBudget {
  private left = MAX_COST

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
    this.left -= VALUE_COST
    if (typeof value === 'string') {
      this.left -= CHARACTER_COST * value.length + (value.includes('{{') ? 1 : 0)
    } else if (typeof value === 'object' && value !== null && depth < MAX_DEPTH) {
      for (const [name, member] of Object.entries(value)) {
        if (this.left < 0) {
          return
        }
        this.left -= memberCost(name, member)
        this.spend(member, depth + 1)
      }
    }
  }
}

function memberCost(name: string, value: unknown): number {
  if (typeof value === 'string' && (name === 'matches' || name === 'target')) {
    return name === 'matches' ? PATTERN_COST : 1
  }
  return name.startsWith('$') ? 1 : 0
}
