import { realisticId } from '../../../src/openai/id-formats.ts'
import { isObject, type Json, type JsonObject, type LocatedOperation } from '../../document/document.ts'
import { objectKindOf } from './object-kind.ts'

/** Phase of an object's life cycle that an operation returns. */
export type JobPhase = 'created' | 'retrieved' | 'cancelled'

/** Last path segments of actions that return the resource itself. */
const RESOURCE_ACTIONS = new Set(['complete', 'pause', 'resume', 'submit_tool_outputs', 'archive'])

/** `POST /batches` creates, `POST /batches/{batch_id}/cancel` cancels; everything else retrieves. */
export function jobPhaseOf({ method, path }: Pick<LocatedOperation, 'method' | 'path'>): JobPhase {
  const last = path.split('?')[0]?.split('/').at(-1) ?? ''
  if (last === 'cancel') {
    return 'cancelled'
  }
  return method === 'post' && !last.startsWith('{') && !RESOURCE_ACTIONS.has(last) ? 'created' : 'retrieved'
}

/** Statuses of a job that is not finished. A running container is ready, so `running` is also its final status. */
const RUNNING_STATUSES = new Set([
  'queued',
  'in_progress',
  'running',
  'validating',
  'validating_files',
  'pending',
  'processing',
  'finalizing',
  'uploaded',
])

/** Final status of a successful job, by kind; the default is `completed`. */
const COMPLETED_STATUS: Readonly<Record<string, string>> = {
  file: 'processed',
  'fine_tuning.job': 'succeeded',
  container: 'running',
  'organization.invite': 'pending',
}

/** Initial status by kind, for examples that show a later one. */
const CREATED_STATUS: Readonly<Record<string, string>> = {
  batch: 'validating',
  vector_store: 'completed',
  'vector_store.file': 'in_progress',
  'vector_store.files_batch': 'in_progress',
  'fine_tuning.job': 'validating_files',
  'thread.run': 'queued',
  'thread.message': 'completed',
  video: 'queued',
  container: 'running',
}

/** Status after cancellation by kind, for examples that show another one. */
const CANCELLED_STATUS: Readonly<Record<string, string>> = {
  batch: 'cancelling',
  'fine_tuning.job': 'cancelled',
  'thread.run': 'cancelling',
  'vector_store.files_batch': 'cancelled',
}

/** Fields that are only set once a job has started or finished. */
const COMPLETION_FIELDS = [
  'started_at',
  'completed_at',
  'finished_at',
  'usage',
  'in_progress_at',
  'finalizing_at',
]

/**
 * Makes status and dependent fields consistent. Retrieved jobs are completed, so that polling ends; created jobs have
 * neither a result nor an end time.
 *
 * @param object an example (not mutated)
 */
export function applyJobPhase(object: JsonObject, phase: JobPhase): JsonObject {
  const { status } = object
  if (typeof status !== 'string') {
    return object
  }
  const kind = objectKindOf(object)
  if (phase === 'created') {
    return asCreated({ ...object, status: CREATED_STATUS[kind] ?? status })
  }
  if (phase === 'cancelled') {
    const counted = kind === 'eval.run' ? withEvalResults(object) : object
    const isOver =
      !RUNNING_STATUSES.has(status) && 'completed_at' in object && CANCELLED_STATUS[kind] === 'cancelling'
    const cancelled = {
      ...counted,
      status: CANCELLED_STATUS[kind] ?? status,
      ...(isOver && { completed_at: null }),
    }
    return withCounts(cancelled, 'cancelled')
  }
  const isFinished = !RUNNING_STATUSES.has(status) && !(kind === 'vector_store' && status === 'expired')
  return asCompleted({ ...object, status: isFinished ? status : (COMPLETED_STATUS[kind] ?? 'completed') })
}

function asCreated(object: JsonObject): JsonObject {
  const { status } = object
  if (typeof status !== 'string' || !RUNNING_STATUSES.has(status) || objectKindOf(object) === 'container') {
    return object['completed_at'] === null
      ? { ...object, completed_at: object['created_at'] ?? null }
      : object
  }
  const fields = Object.entries(object).map(([name, value]): [string, Json] => [
    name,
    COMPLETION_FIELDS.includes(name) ? null : value,
  ])
  return {
    ...Object.fromEntries(
      fields.filter(([name, value]) => value !== null || object[name] === null || isNullable(name)),
    ),
    ...('progress' in object && { progress: 0 }),
    ...(objectKindOf(object) === 'thread.run' && { expires_at: Number(object['created_at']) + 600 }),
    ...(objectKindOf(object) === 'video' && { expires_at: null }),
    ...('fine_tuned_model' in object && { fine_tuned_model: null, trained_tokens: null, result_files: [] }),
  }
}

/** Batches omit fields that are not set yet; other objects have null. */
function isNullable(name: string): boolean {
  return name !== 'in_progress_at' && name !== 'finalizing_at'
}

function asCompleted(object: JsonObject): JsonObject {
  const created = Number(object['created_at'] ?? object['created'] ?? 0)
  const fill = (name: string, value: Json): JsonObject =>
    name in object && (object[name] === null || object[name] === 0) ? { [name]: value } : {}
  const isJob = object['status'] === 'completed' || object['status'] === 'succeeded'
  const filled: JsonObject = {
    ...object,
    ...(isJob && fill('started_at', created + 1)),
    ...(isJob && fill('completed_at', created + 24)),
    ...(isJob && fill('finished_at', created + 1843)),
    ...(isJob && 'progress' in object && { progress: 100 }),
    ...(isJob && 'required_action' in object && { required_action: null }),
    ...(isJob && 'last_active_at' in object && fill('last_active_at', created + 60)),
  }
  return withCounts(KIND_DETAILS[objectKindOf(object)]?.(filled) ?? filled, 'completed')
}

/** Adds results to an eval run without any. */
function withEvalResults(run: JsonObject): JsonObject {
  return {
    ...run,
    ...(isEmptyCount(run['result_counts']) && {
      result_counts: { total: 3, errored: 0, failed: 1, passed: 2 },
      per_testing_criteria_results: [{ testing_criteria: 'String check', passed: 2, failed: 1 }],
      per_model_usage: [
        {
          model_name: run['model'] ?? 'gpt-4o-mini',
          invocation_count: 3,
          prompt_tokens: 1524,
          completion_tokens: 6,
          total_tokens: 1530,
          cached_tokens: 0,
        },
      ],
    }),
  }
}

/** Additional fields of a finished job, by kind. */
const KIND_DETAILS: Readonly<Record<string, (object: JsonObject) => JsonObject>> = {
  batch: ({ error_file_id: _, ...batch }) => batch,
  'fine_tuning.job': (job) => ({
    ...job,
    ...(job['status'] === 'succeeded' && {
      fine_tuned_model:
        job['fine_tuned_model'] ?? `ft:${stringOrEmpty(job['model'])}:northwind:support:9AbCq3Xk`,
      trained_tokens: job['trained_tokens'] ?? 5768,
      result_files:
        Array.isArray(job['result_files']) && job['result_files'].length > 0
          ? job['result_files']
          : [realisticId('file-results123')],
      ...(JSON.stringify(job['hyperparameters'] ?? {}).includes('"auto"') && {
        hyperparameters: { n_epochs: 3, batch_size: 1, learning_rate_multiplier: 1.8 },
      }),
    }),
    ...('estimated_finish' in job && { estimated_finish: null }),
  }),
  'eval.run': withEvalResults,
  'thread.run': (run) => ({
    ...run,
    expires_at: null,
    usage: run['usage'] ?? { prompt_tokens: 123, completion_tokens: 456, total_tokens: 579 },
  }),
  video: (video) => ({
    ...video,
    prompt: video['prompt'] ?? 'A calico cat playing a piano on stage',
    expires_at: Number(video['completed_at'] ?? video['created_at']) + 86_400,
  }),
}

function stringOrEmpty(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function isEmptyCount(counts: Json | undefined): boolean {
  return isObject(counts) && counts['total'] === 0
}

/** Adjusts file and request counts: nothing in progress, and the total is the sum. */
function withCounts(object: JsonObject, into: 'completed' | 'cancelled'): JsonObject {
  const { file_counts: files, request_counts: requests } = object
  return {
    ...object,
    ...(isObject(files) && { file_counts: withTotal(files, into) }),
    ...(isObject(requests) &&
      object['status'] === 'completed' && {
        request_counts: {
          total: Number(requests['total']) || 100,
          completed: Number(requests['total']) || 100,
          failed: 0,
        },
      }),
  }
}

function withTotal(counts: JsonObject, into: 'completed' | 'cancelled'): JsonObject {
  const count = (name: string) => Number(counts[name] ?? 0)
  const adjusted = { ...counts, in_progress: 0, [into]: count(into) + count('in_progress') }
  const total = ['completed', 'failed', 'cancelled'].reduce(
    (sum, name) => sum + Number(adjusted[name] ?? 0),
    0,
  )
  return total === 0 ? { ...adjusted, completed: 3, total: 3 } : { ...adjusted, total }
}
