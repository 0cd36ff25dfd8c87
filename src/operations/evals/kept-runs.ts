import { parentKey } from '../../state/kept.ts'
import { action } from '../state/actions.ts'
import type { StateBehavior } from '../state/behavior.ts'
import { pageOf } from '../state/collections.ts'
import { isRunning } from '../state/jobs.ts'
import { EVAL_RUNS, settleEvalRun } from './run-eval.ts'

/** Finishes the run in the path before the request looks at it. */
export const settledEvalRuns: StateBehavior = (request, steps) => ({
  ...steps,
  before: async () => {
    const { store, pathParameters } = request
    const parent = parentKey([pathParameters['eval_id'] ?? ''])
    const run = store.get({ family: EVAL_RUNS, parent, id: pathParameters['run_id'] ?? '' })
    if (run !== undefined) {
      await settleEvalRun(request, run)
    }
    return steps.before()
  },
})

/** Lists the runs of an eval, which are finished then. */
export const listedEvalRuns: StateBehavior = (request, steps) => ({
  ...steps,
  before: async () => {
    const { store, parent } = request
    for (const run of store.all(EVAL_RUNS, parent).filter(({ body }) => isRunning(body))) {
      await settleEvalRun(request, run)
    }
    return steps.before()
  },
})

/** Lists the output items of a kept run. */
export const listedOutputItems: StateBehavior = (request, steps) => {
  const settled = settledEvalRuns(request, steps)
  return {
    ...settled,
    recall: (answer) =>
      request.hasKnownParent
        ? { answer: pageOf(request, answer, ({ body }) => body), origin: 'stored' }
        : settled.recall(answer),
  }
}

/** Cancels a run. A run at rest stays as it is. */
export const cancelledEvalRuns: StateBehavior = (request) =>
  action(request, (run) => (isRunning(run) ? { ...run, status: 'canceled' } : run))
