import { newHexIdentifier } from '../../openai/ids.ts'
import { type Kept, parentKey } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { FILES } from '../files/kept-files.ts'
import type { StateRequest } from '../state/behavior.ts'
import { isRunning } from '../state/jobs.ts'
import { readRows, type SampledRow, sampleRows } from './data-source.ts'
import { grade } from './graders.ts'

/** Paths of the families of evals. */
export const EVALS = '/evals'
export const EVAL_RUNS = '/evals/{eval_id}/runs'
export const OUTPUT_ITEMS = '/evals/{eval_id}/runs/{run_id}/output_items'

/** The parts of a request that running an eval needs. */
export type EvalRequest = Pick<StateRequest, 'store' | 'send' | 'now'>

/** Finishes a run that is not at rest: asks the model, grades each row and keeps the output items. */
export async function settleEvalRun(request: EvalRequest, place: Kept): Promise<void> {
  const { store, send, now } = request
  if (!isRunning(place.body)) {
    return
  }
  const dataSource = asObject(place.body['data_source']) ?? {}
  if (hasMadeUpFile(store, dataSource)) {
    return
  }
  const rows = readRows(store, dataSource)
  const sampled = rows && (await sampleRows(rows, dataSource, send))
  // Another request may have finished, cancelled or deleted the run since.
  const run = store.get(place)
  if (run !== undefined && isRunning(run.body)) {
    store.transaction(() => {
      store.replace(
        run,
        sampled === undefined ? failedRun(run.body) : gradeRun(store, run, { sampled, now }),
        null,
      )
    })
  }
}

/** Whether the rows are in a file that was never uploaded to this namespace: the run ends as its example does. */
function hasMadeUpFile(store: Store, dataSource: JsonObject): boolean {
  const { type, id } = asObject(dataSource['source']) ?? {}
  return type === 'file_id' && store.find({ family: FILES, parent: '', id: asString(id) ?? '' }) === undefined
}

function failedRun(run: JsonObject): JsonObject {
  const message = 'The file of the data source does not exist or is not JSON lines.'
  return { ...run, status: 'failed', error: { code: 'invalid_data_source', message } }
}

/** Grades the rows of a run, and keeps an output item for each. @returns the completed run */
function gradeRun(
  store: Store,
  { id, parent, body }: Kept,
  { sampled, now }: { sampled: readonly SampledRow[]; now: number },
): JsonObject {
  const criteria = asObjects(store.get({ family: EVALS, parent: '', id: parent })?.body['testing_criteria'])
  const counts = { total: sampled.length, errored: 0, failed: 0, passed: 0 }
  const byCriterion = criteria.map((criterion) => ({
    testing_criteria: asString(criterion['id']) ?? asString(criterion['name']) ?? '',
    passed: 0,
    failed: 0,
  }))
  for (const [index, sample] of sampled.entries()) {
    const results =
      sample.error !== undefined
        ? []
        : criteria.map((criterion, position) => {
            const { score, passed } = grade(criterion, sample.row)
            const count = byCriterion[position]
            if (count !== undefined) {
              count[passed ? 'passed' : 'failed'] += 1
            }
            const name = count?.testing_criteria ?? ''
            return { name, type: criterion['type'] ?? '', sample: null, passed, score }
          })
    const passed = sample.error === undefined && results.every((result) => result.passed)
    counts[sample.error !== undefined ? 'errored' : passed ? 'passed' : 'failed'] += 1
    const itemId = newHexIdentifier('outputitem_', seededRandom(`output ${id} ${index}`), 32)
    const item = {
      object: 'eval.run.output_item',
      id: itemId,
      created_at: now,
      run_id: id,
      eval_id: parent,
      status: sample.error !== undefined ? 'error' : passed ? 'pass' : 'fail',
      datasource_item_id: index,
      datasource_item: sample.row.item,
      results,
      sample: sampleOf(sample, asObject(asObject(body['data_source'])?.['sampling_params']) ?? {}),
    }
    store.insert({ family: OUTPUT_ITEMS, parent: parentKey([parent, id]), id: itemId }, item, {
      created: now,
    })
  }
  return {
    ...body,
    status: 'completed',
    result_counts: counts,
    per_testing_criteria_results: byCriterion,
    per_model_usage: usageByModel(sampled),
  }
}

function sampleOf(
  { input, output, finishReason, model, usage, error, row }: SampledRow,
  parameters: JsonObject,
): JsonObject {
  const given = asString(row.sample['output_text'])
  const toMessage = (message: JsonObject) => ({
    ...message,
    tool_call_id: null,
    tool_calls: null,
    function_call: null,
  })
  const outputs =
    output.length === 0 && given !== undefined ? [{ role: 'assistant', content: given }] : output
  return {
    input: input.map(toMessage),
    output: outputs.map(toMessage),
    finish_reason: finishReason,
    model,
    usage: {
      total_tokens: usage.prompt + usage.completion,
      completion_tokens: usage.completion,
      prompt_tokens: usage.prompt,
      cached_tokens: 0,
    },
    error: error ?? { code: '', message: '' },
    temperature: parameters['temperature'] ?? 1,
    max_completion_tokens:
      parameters['max_completion_tokens'] ?? parameters['max_completions_tokens'] ?? 2048,
    top_p: parameters['top_p'] ?? 1,
    seed: parameters['seed'] ?? 42,
  }
}

function usageByModel(sampled: readonly SampledRow[]): JsonObject[] {
  const models = new Map<string, { count: number; prompt: number; completion: number }>()
  for (const { model, usage, output } of sampled) {
    if (output.length > 0) {
      const sum = models.get(model) ?? { count: 0, prompt: 0, completion: 0 }
      models.set(model, {
        count: sum.count + 1,
        prompt: sum.prompt + usage.prompt,
        completion: sum.completion + usage.completion,
      })
    }
  }
  return [...models].map(([model, { count, prompt, completion }]) => ({
    model_name: model,
    invocation_count: count,
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    cached_tokens: 0,
  }))
}
