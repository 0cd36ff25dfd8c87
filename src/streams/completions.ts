import { objectIn, objectsIn, stringIn } from '../adapters/read-json.ts'
import type { JsonObject } from '../catalogue/types.ts'
import { isYes, type Projection, type StreamEvent } from './projection.ts'

/** Chunks of a completion of old: the text piece by piece, then the reason why it ended. */
export const completionEvents: Projection = function* (answer, { body, split }) {
  const includesUsage = isYes(objectIn(body['stream_options'])?.['include_usage'])
  const { choices: _, usage, ...shared } = answer
  const chunk = (choice: JsonObject): StreamEvent => ({
    data: { ...shared, choices: [choice], ...(includesUsage && { usage: null }) },
  })
  for (const choice of objectsIn(answer['choices'])) {
    for (const piece of split(stringIn(choice['text']) ?? '')) {
      yield chunk({ ...choice, text: piece, logprobs: null, finish_reason: null })
    }
    yield chunk({ ...choice, text: '', logprobs: null })
  }
  if (includesUsage) {
    yield { data: { ...shared, choices: [], usage: usage ?? null } }
  }
  yield { data: '[DONE]' }
}
