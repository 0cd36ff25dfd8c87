import type { StateSteps } from './behavior.ts'

/** Steps that keep nothing: the answer is an example. */
export const NO_STEPS: StateSteps = {
  before: () => undefined,
  recall: (answer) => ({ answer, origin: 'example' }),
  commit: () => undefined,
}
