import type { StateRequest } from '../state/behavior.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { FILES } from '../files/kept-files.ts'
import { contentText, type EvalRow, fillMessages, valueAt } from './fill-template.ts'

/** Rows of one run; the others are ignored. */
const MAX_ROWS = 10_000

/** Rows that wait for the model at the same time. */
const MAX_ROWS_AT_ONCE = 20

/** A row with the conversation that its sample comes from. */
export interface SampledRow {
  row: EvalRow
  /** The messages sent to the model, and its answer; empty if the row was not sampled. */
  input: JsonObject[]
  output: JsonObject[]
  model: string
  finishReason: string
  usage: { prompt: number; completion: number }
  /** The error of the model, if it did not answer. */
  error: { code: string; message: string } | undefined
}

/** @returns the rows of a data source, or undefined if its file does not exist or is not JSON lines */
export function readRows(store: StateRequest['store'], dataSource: JsonObject): EvalRow[] | undefined {
  const source = asObject(dataSource['source']) ?? {}
  const type = asString(source['type'])
  if (type === 'file_content') {
    return asObjects(source['content']).slice(0, MAX_ROWS).map(toRow)
  }
  if (type === 'stored_completions' || type === 'responses') {
    return keptRows(store, source)
  }
  const file = store.get({ family: FILES, parent: '', id: asString(source['id']) ?? '' })
  return file === undefined ? undefined : parseLines(new TextDecoder().decode(store.content(file)))
}

function toRow(value: JsonObject): EvalRow {
  return { item: asObject(value['item']) ?? value, sample: asObject(value['sample']) ?? {} }
}

function parseLines(text: string): EvalRow[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  try {
    return lines.slice(0, MAX_ROWS).map((line) => toRow(asObject(JSON.parse(line)) ?? {}))
  } catch {
    return undefined
  }
}

/** Rows of stored chat completions or responses, which are samples already. */
function keptRows(store: StateRequest['store'], source: JsonObject): EvalRow[] {
  const family = source['type'] === 'responses' ? '/responses' : '/chat/completions'
  const model = asString(source['model'])
  const metadata = Object.entries(asObject(source['metadata']) ?? {})
  const matches = (body: JsonObject) =>
    (model === undefined || body['model'] === model) &&
    metadata.every(([name, value]) => asObject(body['metadata'])?.[name] === value)
  const limit = Math.min(asNumber(source['limit']) ?? MAX_ROWS, MAX_ROWS)
  const { items } = store.page({ family, parent: '', order: 'desc', limit, matches })
  return items.map(({ body }) => ({
    item: asObject(body['metadata']) ?? {},
    sample: { output_text: outputText(body) },
  }))
}

/** Asks the model for a sample of each row if the data source has messages to send. */
export async function sampleRows(
  rows: readonly EvalRow[],
  dataSource: JsonObject,
  send: StateRequest['send'],
): Promise<SampledRow[]> {
  const sampled: SampledRow[] = []
  for (let start = 0; start < rows.length; start += MAX_ROWS_AT_ONCE) {
    const some = rows.slice(start, start + MAX_ROWS_AT_ONCE)
    sampled.push(...(await Promise.all(some.map((row) => sampleRow(row, dataSource, send)))))
  }
  return sampled
}

async function sampleRow(
  row: EvalRow,
  dataSource: JsonObject,
  send: StateRequest['send'],
): Promise<SampledRow> {
  const model = asString(dataSource['model']) ?? ''
  const input = messagesOf(row, asObject(dataSource['input_messages']))
  const unsampled: SampledRow = {
    row,
    input,
    output: [],
    model,
    finishReason: 'stop',
    usage: { prompt: 0, completion: 0 },
    error: undefined,
  }
  if (input.length === 0 || dataSource['type'] === 'jsonl') {
    return unsampled
  }
  const parameters = asObject(dataSource['sampling_params']) ?? {}
  const isResponse = dataSource['type'] === 'responses'
  const answered = await (isResponse
    ? send('/v1/responses', { ...parameters, model, input, store: false })
    : send('/v1/chat/completions', { ...parameters, model, messages: input }))
  const body = asObject(await answered.json()) ?? {}
  if (!answered.ok) {
    const error = asObject(body['error'])
    const code = asString(error?.['code']) ?? String(answered.status)
    return { ...unsampled, error: { code, message: asString(error?.['message']) ?? '' } }
  }
  const text = outputText(body)
  const usage = asObject(body['usage'])
  return {
    ...unsampled,
    row: { ...row, sample: { ...row.sample, output_text: text, model: body['model'] ?? model } },
    output: [{ role: 'assistant', content: text }],
    model: asString(body['model']) ?? model,
    finishReason: asString(asObjects(body['choices'])[0]?.['finish_reason']) ?? 'stop',
    usage: {
      prompt: asNumber(usage?.['prompt_tokens'] ?? usage?.['input_tokens']) ?? 0,
      completion: asNumber(usage?.['completion_tokens'] ?? usage?.['output_tokens']) ?? 0,
    },
  }
}

/** The messages to send: a template, or those at a path in the row. */
function messagesOf(row: EvalRow, messages: JsonObject | undefined): JsonObject[] {
  const reference = asString(messages?.['item_reference'])
  return reference === undefined
    ? fillMessages(asObjects(messages?.['template']), row)
    : asObjects(valueAt(row, reference))
}

/** @returns the text of a chat completion or a response */
function outputText(body: JsonObject): string {
  const message = asObject(asObjects(body['choices'])[0]?.['message'])
  return message === undefined
    ? asObjects(body['output'])
        .filter(({ type }) => type === 'message')
        .map(({ content }) => contentText(content))
        .join('')
    : contentText(message['content'])
}
