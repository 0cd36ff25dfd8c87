import { Budget } from '../web/limits/budget.ts'

/** Maximum total output of one response's templates, in characters. */
export const MAX_TEMPLATE_CHARACTERS = 1_000_000

/** Maximum work of compiling the patches of a document or a header, in steps of about ten nanoseconds: 0.15 s. */
const MAX_COMPILE_STEPS = 15_000_000

/** Limits how much templates, which can repeat request data, add to one response. */
export function createTemplateBudget(): Budget {
  return new Budget(MAX_TEMPLATE_CHARACTERS)
}

/** Limits the work of compiling a document's patches, so that no document stalls other requests or exhausts memory. */
export function createCompileBudget(): Budget {
  return new Budget(MAX_COMPILE_STEPS)
}
