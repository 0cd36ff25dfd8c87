import type { Budget } from '../../web/limits/budget.ts'

/** A regular expression costs as much as five paths. */
const PATTERN_COST = 5

/** Visiting a value is cheap, but YAML aliases can expand to more values than the document has characters. */
const VALUE_COST = 0.01

/** Aliases also multiply strings. */
const CHARACTER_COST = 0.001

const MAX_DEPTH = 200

/**
 * Reserves the cost of compiling a patch. Stops when the budget is spent.
 *
 * @param patch the parsed patch
 * @returns false if the budget is too small
 */
export function spendCompileCost(patch: unknown, budget: Budget): boolean {
  spendValue(patch, budget, 0)
  return !budget.isSpent
}

function spendValue(value: unknown, budget: Budget, depth: number): void {
  if (typeof value === 'string') {
    budget.spend(VALUE_COST + CHARACTER_COST * value.length + (value.includes('{{') ? 1 : 0))
    return
  }
  budget.spend(VALUE_COST)
  if (typeof value === 'object' && value !== null && depth < MAX_DEPTH) {
    for (const [name, member] of Object.entries(value)) {
      if (!budget.spend(memberCost(name, member))) {
        return
      }
      spendValue(member, budget, depth + 1)
      if (budget.isSpent) {
        return
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
