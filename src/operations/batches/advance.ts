import { newIdentifier } from '../../openai/ids.ts'
import { type Kept, parentKey } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import { utf8, decodeUtf8 } from '../../web/bytes/bytes.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { SECONDS_PER_DAY } from '../../web/time.ts'
import { FILES } from '../files/kept-files.ts'
import type { StateRequest } from '../state/behavior.ts'
import { type BatchLine, checkLines, type LineError } from './check-lines.ts'
import { modelOf, readResults, type Results, runLines, unsentLine } from './run-lines.ts'

/** Path of the family of batches. */
export const BATCHES = '/batches'

/** A request waits this long for a batch to finish; later requests continue it. */
const MAX_WAIT_MS = 5000

/** Batches that are running in this process, so that two requests do not run the same one. */
const running = new WeakMap<Store, Map<string, Promise<void>>>()

/**
 * Runs a batch as far as it gets, and keeps its progress. Batches whose input file is unknown stay examples.
 *
 * @param id the id of the batch
 */
export async function advanceBatch(request: StateRequest, id: string): Promise<void> {
  const { store } = request
  const batches = running.get(store) ?? new Map<string, Promise<void>>()
  running.set(store, batches)
  const known = batches.get(id)
  if (known !== undefined) {
    return known
  }
  const run = advance(request, id).finally(() => batches.delete(id))
  batches.set(id, run)
  return run
}

async function advance(request: StateRequest, id: string): Promise<void> {
  const { store, now } = request
  const batch = findBatch(store, id)
  const status = asString(batch?.body['status'])
  if (batch === undefined || !['validating', 'in_progress', 'cancelling'].includes(status ?? '')) {
    return
  }
  const file = store.find({ family: FILES, parent: '', id: asString(batch.body['input_file_id']) ?? '' })
  if (file === undefined) {
    return
  }
  const endpoint = asString(batch.body['endpoint']) ?? ''
  const checked = file.gone
    ? { errors: [missingFile(file.id)] }
    : checkLines(decodeUtf8(store.content(file)) ?? '', endpoint)
  if ('errors' in checked) {
    store.replace(batch, {
      ...batch.body,
      status: status === 'cancelling' ? 'cancelled' : 'failed',
      failed_at: now,
      output_file_id: null,
      errors: { object: 'list', data: checked.errors.map((error): Json => ({ ...error })) },
    })
    return
  }
  const { lines } = checked
  const expiry = asNumber(batch.body['expires_at']) ?? batch.created + SECONDS_PER_DAY
  const isOver = status === 'cancelling' || now >= expiry
  const isDone =
    !isOver && (await runLines(request, { id, endpoint, lines }, performance.now() + MAX_WAIT_MS))
  // The batch may have been cancelled meanwhile.
  const current = findBatch(store, id)
  if (current === undefined) {
    return
  }
  const isCancelled = current.body['status'] === 'cancelling'
  store.transaction(() =>
    isDone || isOver || isCancelled
      ? finish(request, current, { lines, end: endOf(isDone, isCancelled) })
      : keepProgress(request, current, lines.length),
  )
}

type End = 'completed' | 'cancelled' | 'expired'

function endOf(isDone: boolean, isCancelled: boolean): End {
  return isCancelled ? 'cancelled' : isDone ? 'completed' : 'expired'
}

/** @returns a kept batch */
export function findBatch(store: Store, id: string): Kept | undefined {
  return store.get({ family: BATCHES, parent: '', id })
}

function missingFile(id: string): LineError {
  return {
    code: 'invalid_request',
    message: `Cannot find file ${id}, or organization org-mock does not have access to it.`,
    param: 'file_id',
    line: null,
  }
}

function keepProgress(request: StateRequest, batch: Kept, total: number): void {
  const { completed, failed } = readResults(request, batch.id)
  request.store.replace(batch, {
    ...batch.body,
    status: 'in_progress',
    in_progress_at: batch.body['in_progress_at'] ?? request.now,
    request_counts: { total, completed: completed.length, failed: failed.length },
  })
}

/** Errors of requests that were not sent. */
const UNSENT: Readonly<Record<Exclude<End, 'completed'>, [code: string, message: string]>> = {
  expired: ['batch_expired', 'This request could not be executed before the completion window expired.'],
  cancelled: ['batch_cancelled', 'This request was not executed because the batch was cancelled.'],
}

function finish(request: StateRequest, batch: Kept, { lines, end }: { lines: BatchLine[]; end: End }): void {
  const { store, now } = request
  const results = readResults(request, batch.id)
  const sent = results.completed.length + results.failed.length
  const unsent =
    end === 'completed' ? [] : lines.slice(sent).map((line) => unsentLine(batch.id, line, ...UNSENT[end]))
  const write = (kind: 'output' | 'error', texts: readonly string[]): string | null =>
    texts.length === 0 ? null : writeFile(request, batch, `${batch.id}_${kind}.jsonl`, texts)
  const { errors: _, ...body } = batch.body
  store.replace(batch, {
    ...body,
    status: end,
    in_progress_at: body['in_progress_at'] ?? now,
    expires_at: body['expires_at'] ?? batch.created + SECONDS_PER_DAY,
    finalizing_at: now,
    [`${end}_at`]: now,
    output_file_id: write('output', results.completed),
    error_file_id: write('error', [...results.failed, ...unsent]),
    request_counts: {
      total: lines.length,
      completed: results.completed.length,
      failed: results.failed.length + unsent.length,
    },
    ...totals(results, modelOf(lines)),
  })
  store.removeBelow(`${BATCHES}/{batch_id}`, parentKey([batch.id]))
}

function totals({ usage }: Results, model: string | undefined): JsonObject {
  return {
    ...(model !== undefined && { model }),
    usage: {
      input_tokens: usage.input,
      input_tokens_details: { cached_tokens: usage.cached },
      output_tokens: usage.output,
      output_tokens_details: { reasoning_tokens: usage.reasoning },
      total_tokens: usage.input + usage.output,
    },
  }
}

/** @returns the id of the file */
function writeFile(
  { store, now }: StateRequest,
  batch: Kept,
  filename: string,
  lines: readonly string[],
): string {
  const bytes = utf8(`${lines.join('\n')}\n`)
  const id = newIdentifier('file-', seededRandom(filename), 22)
  const lifetime = asNumber(asObject(batch.body['output_expires_after'])?.['seconds'])
  const file: JsonObject = {
    id,
    object: 'file',
    bytes: bytes.length,
    created_at: now,
    ...(lifetime !== undefined && { expires_at: now + lifetime }),
    filename,
    purpose: 'batch_output',
    status: 'processed',
  }
  const seq = store.insert({ family: FILES, parent: '', id }, file, { created: now })
  store.setContent({ seq }, bytes)
  return id
}
