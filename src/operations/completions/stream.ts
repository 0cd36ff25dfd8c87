import type { StreamEvent } from '../../web/sse/event.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { isYes, type Projection, type StreamRequest } from '../streaming/stream-types.ts'

/** Chunks of a legacy completion: the text in pieces, then the finish reason. */
export const completionEvents: Projection = function* (answer, { body, split }) {
  const includesUsage = isYes(objectIn(body['stream_options'])?.['include_usage'])
  const { choices: _, usage, ...shared } = answer
  const chunk = (choice: JsonObject): StreamEvent => ({
    data: { ...shared, choices: [choice], ...(includesUsage && { usage: null }) },
  })
  for (const choice of objectsIn(answer['choices'])) {
    for (const piece of piecesOf(choice, split)) {
      yield chunk({ ...choice, ...piece, finish_reason: null })
    }
    yield chunk({ ...choice, text: '', logprobs: null })
  }
  if (includesUsage) {
    yield { data: { ...shared, choices: [], usage: usage ?? null } }
  }
  yield { data: '[DONE]' }
}

/** With log probabilities, their tokens are the pieces, if they join to the text. */
function piecesOf(choice: JsonObject, split: StreamRequest['split']): { text: string; logprobs: Json }[] {
  const text = stringIn(choice['text']) ?? ''
  const logprobs = objectIn(choice['logprobs'])
  const tokens = listIn(logprobs?.['tokens']).flatMap((token) => stringIn(token) ?? [])
  if (logprobs === undefined || tokens.join('') !== text) {
    return split(text).map((piece) => ({ text: piece, logprobs: null }))
  }
  return tokens.map((token, index) => ({
    text: token,
    logprobs: Object.fromEntries(
      Object.entries(logprobs).map(([name, list]) => [name, listIn(list).slice(index, index + 1)]),
    ),
  }))
}
