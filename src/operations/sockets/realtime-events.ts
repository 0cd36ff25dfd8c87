import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asObjects } from '../../web/json/narrow.ts'
import type { ToEvents } from '../streaming/stream-types.ts'
import { typedEvent } from '../streaming/typed-event.ts'
import { itemEvents, readOutput, realtimeItem, spokenMilliseconds } from './realtime-item-events.ts'

/** Assistant sound of one token, in milliseconds (Realtime costs guide). */
const MS_PER_TOKEN = 50

/**
 * Events of a Realtime response, in the order of the API reference. The session adds the ids of events, the position of
 * items in the conversation, and the tokens of the user's sound.
 */
export const realtimeEvents: ToEvents = function* (answer, { body, split }) {
  const output = readOutput(body, split)
  const common = commonFields(answer, body)
  const failure = failureOf(answer)
  const opening = { ...common, status: 'in_progress', status_details: null, output: [], usage: null }
  yield typedEvent({ type: 'response.created', response: opening })
  const items = failure === undefined ? asObjects(answer['output']) : []
  const done: JsonObject[] = []
  for (const [index, item] of items.entries()) {
    const isCut = index === items.length - 1 && answer['status'] === 'incomplete'
    const final = realtimeItem(item, output, isCut ? 'incomplete' : 'completed')
    yield* itemEvents(final, { response_id: common['id'] ?? '', output_index: index }, output)
    done.push(final)
  }
  const spokenMs = items.reduce((sum, item) => sum + spokenMilliseconds(item, output), 0)
  const usage = realtimeUsage(answer, failure === undefined ? spokenMs : undefined)
  yield typedEvent({
    type: 'response.done',
    response: { ...common, ...endOf(answer, failure), output: done, usage },
  })
}

function commonFields(answer: JsonObject, body: JsonObject): JsonObject {
  const { speed: _, ...output } = asObject(asObject(body['audio'])?.['output']) ?? {}
  return {
    object: 'realtime.response',
    id: answer['id'] ?? '',
    conversation_id: null,
    output_modalities: asArray(body['output_modalities']),
    max_output_tokens: body['max_output_tokens'] ?? 'inf',
    audio: { output },
    metadata: noEmptyObject(answer['metadata']),
  }
}

function noEmptyObject(value: Json | undefined): Json {
  return value === undefined || Object.keys(asObject(value) ?? {}).length === 0 ? null : value
}

function failureOf(answer: JsonObject): JsonObject | undefined {
  const error = asObject(answer['error'])
  return answer['status'] === 'failed' || error !== undefined ? (error ?? {}) : undefined
}

function endOf(answer: JsonObject, failure: JsonObject | undefined): JsonObject {
  if (failure !== undefined) {
    const error = { type: 'server_error', ...failure }
    return { status: 'failed', status_details: { type: 'failed', error } }
  }
  if (answer['status'] === 'incomplete') {
    const reason = asObject(answer['incomplete_details'])?.['reason'] ?? 'max_output_tokens'
    return { status: 'incomplete', status_details: { type: 'incomplete', reason } }
  }
  return { status: 'completed', status_details: null }
}

/** @param spokenMs length of the sound; undefined for a failed response, which has no output */
function realtimeUsage(answer: JsonObject, spokenMs: number | undefined): JsonObject {
  const usage = asObject(answer['usage']) ?? {}
  const text = spokenMs === undefined ? 0 : (asNumber(usage['output_tokens']) ?? 0)
  const audio = Math.ceil((spokenMs ?? 0) / MS_PER_TOKEN)
  return createUsage({ text: asNumber(usage['input_tokens']) ?? 0, audio: 0 }, { text, audio })
}

/** Numbers of tokens, by kind. */
export interface TokenCounts {
  text: number
  audio: number
}

/** @returns the usage of a response, whose sums agree */
export function createUsage(input: TokenCounts, output: TokenCounts): JsonObject {
  const inputTokens = input.text + input.audio
  const outputTokens = output.text + output.audio
  return {
    total_tokens: inputTokens + outputTokens,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    input_token_details: {
      text_tokens: input.text,
      audio_tokens: input.audio,
      image_tokens: 0,
      cached_tokens: 0,
      cached_tokens_details: { text_tokens: 0, audio_tokens: 0, image_tokens: 0 },
    },
    output_token_details: { text_tokens: output.text, audio_tokens: output.audio },
  }
}
