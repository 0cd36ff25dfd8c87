import { Budget } from '../web/limits/budget.ts'

/** Maximum total output of one response's templates, in characters. */
export const MAX_TEMPLATE_CHARACTERS = 1_000_000

/**
 * Maximum cost of compiling a document. A path or template costs 1: about 0.1 ms and 7 KB, so the maximum is about two
 * seconds.
 */
const MAX_COMPILE_COST = 15_000

/** Limits how much templates, which can repeat request data, add to one response. */
export function createTemplateBudget(): Budget {
  return new Budget(MAX_TEMPLATE_CHARACTERS)
}

/** Limits the cost of compiling a document's patches, so that no document exhausts memory. */
export function createCompileBudget(): Budget {
  return new Budget(MAX_COMPILE_COST)
}
