import { newIdentifier } from '../../openai/ids.ts'
import { parentKey } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { StateRequest } from '../state/behavior.ts'
import type { BatchLine } from './check-lines.ts'

/** Results of the requests of a batch, kept in slices until the batch is done. */
export const RESULTS = '/batches/{batch_id}/results'

/** Requests per slice. */
const SLICE = 200

/** The results of a batch so far. */
export interface Results {
  /** Lines of the output file. */
  completed: string[]
  /** Lines of the error file. */
  failed: string[]
  usage: Usage
}

/** Sums of tokens. */
export interface Usage {
  input: number
  cached: number
  output: number
  reasoning: number
}

const NO_USAGE: Usage = { input: 0, cached: 0, output: 0, reasoning: 0 }

/**
 * Sends the requests of a batch that were not sent yet, one after another, until the time is over.
 *
 * @param batch the id and endpoint of the batch, and all its requests
 * @param deadline in milliseconds, as `performance.now`
 * @returns true if all were sent
 */
export async function runLines(
  request: Pick<StateRequest, 'store' | 'send' | 'now'>,
  { id, endpoint, lines }: { id: string; endpoint: string; lines: readonly BatchLine[] },
  deadline: number,
): Promise<boolean> {
  const { store, send, now } = request
  let next = store.all(RESULTS, parentKey([id])).length * SLICE
  while (next < lines.length) {
    const slice: Results = { completed: [], failed: [], usage: NO_USAGE }
    for (const line of lines.slice(next, next + SLICE)) {
      // One after another: the requests share the process with those of other clients.
      // oxlint-disable-next-line no-await-in-loop
      addResult(slice, line, await answerOf(send, endpoint, line), `${id} ${line.customId}`)
    }
    const place = { family: RESULTS, parent: parentKey([id]), id: String(next) }
    store.insert(place, { ...slice, usage: { ...slice.usage } }, { created: now })
    next += SLICE
    if (performance.now() > deadline) {
      break
    }
  }
  return next >= lines.length
}

/** @returns the results of all slices */
export function readResults({ store }: Pick<StateRequest, 'store'>, id: string): Results {
  const slices = store.all(RESULTS, parentKey([id])).map(({ body }) => body)
  const lines = (name: string) => slices.flatMap((slice) => asArray(slice[name]).map(String))
  return {
    completed: lines('completed'),
    failed: lines('failed'),
    usage: slices.map(({ usage }) => toUsage(asObject(usage) ?? {})).reduce(add, NO_USAGE),
  }
}

function toUsage({ input, cached, output, reasoning }: JsonObject): Usage {
  return {
    input: asNumber(input) ?? 0,
    cached: asNumber(cached) ?? 0,
    output: asNumber(output) ?? 0,
    reasoning: asNumber(reasoning) ?? 0,
  }
}

/** The answer to one request. */
interface LineAnswer {
  status: number
  requestId: string
  body: JsonObject
}

async function answerOf(
  send: StateRequest['send'],
  endpoint: string,
  { body }: BatchLine,
): Promise<LineAnswer> {
  const response = await send(endpoint, body)
  const text = await response.text()
  return {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? '',
    body: parseBody(text),
  }
}

/** @returns the body; a patch may have replaced it by text that is not JSON */
function parseBody(text: string): JsonObject {
  try {
    return asObject(JSON.parse(text)) ?? { text }
  } catch {
    return { text }
  }
}

function addResult(
  results: Results,
  { customId }: BatchLine,
  { status, requestId, body }: LineAnswer,
  seed: string,
): void {
  const line = JSON.stringify({
    id: newIdentifier('batch_req_', seededRandom(seed)),
    custom_id: customId,
    response: { status_code: status, request_id: requestId, body },
    error: null,
  })
  if (status < 300) {
    results.completed.push(line)
    results.usage = add(results.usage, usageOf(asObject(body['usage']) ?? {}))
  } else {
    results.failed.push(line)
  }
}

/** @returns a line of the error file for a request that was not sent */
export function unsentLine(batchId: string, { customId }: BatchLine, code: string, message: string): string {
  return JSON.stringify({
    id: newIdentifier('batch_req_', seededRandom(`${batchId} ${customId}`)),
    custom_id: customId,
    response: null,
    error: { code, message },
  })
}

/** Reads the usage of responses, chat completions and embeddings. */
function usageOf(usage: JsonObject): Usage {
  const inputDetails = asObject(usage['input_tokens_details'] ?? usage['prompt_tokens_details']) ?? {}
  const outputDetails = asObject(usage['output_tokens_details'] ?? usage['completion_tokens_details']) ?? {}
  return {
    input: asNumber(usage['input_tokens'] ?? usage['prompt_tokens']) ?? 0,
    cached: asNumber(inputDetails['cached_tokens']) ?? 0,
    output: asNumber(usage['output_tokens'] ?? usage['completion_tokens']) ?? 0,
    reasoning: asNumber(outputDetails['reasoning_tokens']) ?? 0,
  }
}

function add(one: Usage, other: Usage): Usage {
  return {
    input: one.input + other.input,
    cached: one.cached + other.cached,
    output: one.output + other.output,
    reasoning: one.reasoning + other.reasoning,
  }
}

/** @returns the model of the requests; all have the same */
export function modelOf([first]: readonly BatchLine[]): string | undefined {
  return asString(first?.body['model'])
}
