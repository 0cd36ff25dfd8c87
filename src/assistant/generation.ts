import type { RequestBudget } from '../web/limits/request-budget.ts'
import type { Explain } from './explain.ts'
import type { Random } from '../web/random/seeded-random.ts'

/** What generated values depend on in addition to the text of a request. */
export interface Generation {
  /** Seeded by the request. */
  random: Random
  /** For the ids of calls. Defaults to `random`. */
  ids?: Random
  /** The work and output that the request may still cause. */
  budget: RequestBudget
  /** The request's clock, in seconds since 1970, for relative dates. Defaults to the system's clock. */
  now?: number
  /** Receives the reasons of values, if the request asks for an explanation. */
  explain?: Explain
}
