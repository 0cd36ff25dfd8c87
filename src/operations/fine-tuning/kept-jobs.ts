import { apiError } from '../../openai/errors.ts'
import type { Kept } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asString } from '../../web/json/narrow.ts'
import { FILES } from '../files/kept-files.ts'
import { action } from '../state/actions.ts'
import type { StateBehavior, StateRequest } from '../state/behavior.ts'
import { pageOf } from '../state/collections.ts'
import { addEvent, isTraining, JOBS, settleJob } from './settle-job.ts'

/** Creates a job. */
export const createdJobs: StateBehavior = (request, steps) => {
  const { store, body, isStrict, now } = request
  return {
    ...steps,
    before: () => {
      for (const param of ['training_file', 'validation_file']) {
        const id = asString(body[param])
        const file = id === undefined ? undefined : store.find({ family: FILES, parent: '', id })
        if (id !== undefined && (file === undefined ? isStrict : file.gone)) {
          throw apiError(400, `invalid ${param}: ${id}`, { param })
        }
      }
      return steps.before()
    },
    commit: (answer) => {
      const kept = steps.commit(answer)
      if (kept !== undefined) {
        const file = asString(kept.body['training_file']) ?? ''
        addEvent(store, kept.id, { message: `Created fine-tuning job: ${kept.id}`, now })
        addEvent(store, kept.id, { message: `Validating training file: ${file}`, now })
      }
      return kept
    },
  }
}

/** Finishes the job in the path before the request looks at it. */
export const settledJobs: StateBehavior = (request, steps) => ({
  ...steps,
  before: () => {
    const kept = jobOf(request)
    if (kept !== undefined) {
      settleJob(request.store, kept, request.now)
    }
    return steps.before()
  },
})

/** Lists jobs, which are finished then. */
export const listedJobs: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const recalled = steps.recall(answer)
    const look = (kept: Kept) => settleJob(request.store, kept, request.now)
    return recalled.origin === 'stored' ? { ...recalled, answer: pageOf(request, answer, look) } : recalled
  },
})

/** Lists the events or checkpoints of a kept job. */
export const listedResults: StateBehavior = (request, steps) => {
  const settled = settledJobs(request, steps)
  return {
    ...settled,
    recall: (answer) =>
      request.hasKnownParent
        ? { answer: pageOf(request, answer, ({ body }) => body), origin: 'stored' }
        : settled.recall(answer),
  }
}

/** Cancels a job that is not at rest. */
export const cancelledJobs: StateBehavior = (request) =>
  changedStatus(request, {
    status: 'cancelled',
    isAllowed: (job) => isTraining(job) || job['status'] === 'paused',
    message: 'Fine-tuning job cancelled',
  })

/** Pauses a running job. */
export const pausedJobs: StateBehavior = (request) =>
  changedStatus(request, { status: 'paused', isAllowed: isTraining, message: 'Fine-tuning job paused' })

/** Resumes a paused job. */
export const resumedJobs: StateBehavior = (request) =>
  changedStatus(request, {
    status: 'queued',
    isAllowed: (job) => job['status'] === 'paused',
    message: 'Fine-tuning job resumed',
  })

interface StatusChange {
  status: string
  isAllowed: (job: JsonObject) => boolean
  /** The event that reports the change. */
  message: string
}

function changedStatus(request: StateRequest, { status, isAllowed, message }: StatusChange) {
  const { store, now } = request
  const steps = action(request, (job) => {
    if (!isAllowed(job)) {
      const id = asString(job['id']) ?? ''
      const from = asString(job['status']) ?? ''
      throw apiError(400, `The fine-tuning job ${id} is '${from}' and cannot become '${status}'.`)
    }
    return { ...job, status, ...(status === 'cancelled' && { finished_at: now }) }
  })
  return {
    ...steps,
    commit: (answer: Parameters<typeof steps.commit>[0]) => {
      const kept = steps.commit(answer)
      if (kept !== undefined) {
        addEvent(store, kept.id, { message, now })
      }
      return kept
    },
  }
}

function jobOf({ store, pathParameters }: StateRequest): Kept | undefined {
  return store.get({ family: JOBS, parent: '', id: pathParameters['fine_tuning_job_id'] ?? '' })
}
