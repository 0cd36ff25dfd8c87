import { newIdentifier } from '../../openai/ids.ts'
import { type Kept, parentKey } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import { toBase64 } from '../../web/bytes/base64.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { FILES } from '../files/kept-files.ts'
import { metricsTable, train, type Training } from './training.ts'
import { readTrainingFile, type TrainingData } from './training-file.ts'

/** Paths of the families of fine-tuning. */
export const JOBS = '/fine_tuning/jobs'
export const EVENTS = '/fine_tuning/jobs/{fine_tuning_job_id}/events'
export const CHECKPOINTS = '/fine_tuning/jobs/{fine_tuning_job_id}/checkpoints'
export const MODELS = '/models'

/** Statuses from which a look finishes a job. */
const RUNNING = new Set(['validating_files', 'queued', 'running'])

/** Assumed examples of a training file that was never uploaded. */
const ASSUMED_DATA: TrainingData = { examples: 50, tokens: 5000 }

/** @returns whether a job is neither paused nor at rest */
export function isTraining({ status }: JsonObject): boolean {
  return RUNNING.has(asString(status) ?? '')
}

/** Adds an event to a job. */
export function addEvent(
  store: Store,
  jobId: string,
  { message, data, level = 'info', now }: { message: string; data?: JsonObject; level?: string; now: number },
): void {
  const number = store.count(`events ${jobId}`)
  const id = newIdentifier('ft-event-', seededRandom(`event ${jobId} ${number}`))
  const type = data === undefined ? 'message' : 'metrics'
  store.insert(
    { family: EVENTS, parent: parentKey([jobId]), id },
    { object: 'fine_tuning.job.event', id, created_at: now, level, message, type, data: data ?? {} },
    { created: now },
  )
}

/**
 * Finishes a job that is running: with events, checkpoints, a result file and a model, or with the error of its file.
 *
 * @returns the job as it is now
 */
export function settleJob(store: Store, kept: Kept, now: number): JsonObject {
  return isTraining(kept.body) ? store.transaction(() => finish(store, kept, now)) : kept.body
}

function finish(store: Store, kept: Kept, now: number): JsonObject {
  const { id, body } = kept
  const data = readFiles(store, body)
  const finished =
    'error' in data
      ? { ...body, status: 'failed', error: data.error, finished_at: now }
      : succeed(store, kept, { training: train(body, data), now })
  if ('error' in data) {
    addEvent(store, id, { message: asString(data.error['message']) ?? '', level: 'error', now })
  }
  store.replace(kept, finished, null)
  return finished
}

function readFiles(store: Store, job: JsonObject): TrainingData | { error: JsonObject } {
  const read = (param: string) => {
    const file = store.get({ family: FILES, parent: '', id: asString(job[param]) ?? '' })
    return file === undefined ? ASSUMED_DATA : readTrainingFile(store.content(file), param)
  }
  const training = read('training_file')
  const validation = read('validation_file')
  return 'error' in training || !('error' in validation) ? training : validation
}

function succeed(
  store: Store,
  { id, body }: Kept,
  { training, now }: { training: Training; now: number },
): JsonObject {
  const report = (message: string, data?: JsonObject) => {
    addEvent(store, id, { message, now, ...(data && { data }) })
  }
  const { model, steps, totalSteps, checkpoints, epochs, trainedTokens } = training
  report('Files validated, moving job to queued state')
  report('Fine-tuning job started')
  for (const { step, loss, accuracy } of steps) {
    report(`Step ${step}/${totalSteps}: training loss=${loss}`, {
      step,
      train_loss: loss,
      total_steps: totalSteps,
      train_mean_token_accuracy: accuracy,
    })
  }
  for (const { step, loss, accuracy } of checkpoints) {
    const checkpointId = newIdentifier('ftckpt_', seededRandom(`checkpoint ${id} ${step}`))
    const name = `${model}:ckpt-step-${step}`
    const checkpoint = {
      object: 'fine_tuning.job.checkpoint',
      id: checkpointId,
      created_at: now,
      fine_tuned_model_checkpoint: name,
      fine_tuning_job_id: id,
      step_number: step,
      metrics: { step, train_loss: loss, train_mean_token_accuracy: accuracy },
    }
    store.insert({ family: CHECKPOINTS, parent: parentKey([id]), id: checkpointId }, checkpoint, {
      created: now,
    })
    report(`Checkpoint created at step ${step}`)
    keepModel(store, name, { job: body, now })
  }
  keepModel(store, model, { job: body, now })
  report(`New fine-tuned model created: ${model}`)
  report('Fine tuning job successfully completed')
  return {
    ...body,
    status: 'succeeded',
    fine_tuned_model: model,
    finished_at: now,
    trained_tokens: trainedTokens,
    result_files: [keepResultFile(store, { jobId: id, training, now })],
    hyperparameters: { ...asObject(body['hyperparameters']), n_epochs: epochs },
  }
}

function keepModel(store: Store, id: string, { job, now }: { job: JsonObject; now: number }): void {
  const model = {
    id,
    object: 'model',
    created: now,
    owned_by: asString(job['organization_id']) ?? 'organization-owner',
  }
  store.insert({ family: MODELS, parent: '', id }, model, { created: now })
}

/** Keeps the metrics of all steps as a file: base64 of a table (reported by users of the service). */
function keepResultFile(
  store: Store,
  { jobId, training, now }: { jobId: string; training: Training; now: number },
): string {
  const id = newIdentifier('file-', seededRandom(`result of ${jobId}`), 22)
  const table = new TextEncoder().encode(metricsTable(training.steps))
  const bytes = new TextEncoder().encode(toBase64(table))
  const file = {
    object: 'file',
    id,
    purpose: 'fine-tune-results',
    filename: 'step_metrics.csv',
    bytes: bytes.length,
    created_at: now,
    status: 'processed',
  }
  const seq = store.insert({ family: FILES, parent: '', id }, file, { created: now })
  store.setContent({ seq }, bytes)
  return id
}
