import type { RequestBudget } from '../web/limits/request-budget.ts'
import type { Random } from '../web/random/seeded-random.ts'

/** What generated values depend on in addition to the text of a request. */
export interface Generation {
  /** Seeded by the request. */
  random: Random
  /** The work and output that the request may still cause. */
  budget: RequestBudget
}
