import type { StreamEvent } from '../../web/sse/event.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import type { BodyOf } from '../operation.ts'
import type { ToEvents, StreamRequest } from '../streaming/stream-types.ts'
import { promptFilterChunk } from '../streaming/prompt-filter-chunk.ts'
import { tokenPieces } from '../streaming/token-pieces.ts'

/** Chunks of a legacy completion: the text in pieces, then the finish reason. */
export const completionEvents: ToEvents<BodyOf<'createCompletion'>> = function* (answer, { body, split }) {
  const includesUsage = body.stream_options?.include_usage === true
  const { choices: _, usage, prompt_filter_results: __, ...shared } = answer
  yield* promptFilterChunk(answer)
  const chunk = (choice: JsonObject): StreamEvent => ({
    data: { ...shared, choices: [choice], ...(includesUsage && { usage: null }) },
  })
  for (const choice of asObjects(answer['choices'])) {
    for (const piece of choicePieces(choice, split)) {
      yield chunk({ ...choice, ...piece, finish_reason: null })
    }
    yield chunk({ ...choice, text: '', logprobs: null })
  }
  if (includesUsage) {
    yield { data: { ...shared, choices: [], usage: usage ?? null } }
  }
  yield { data: '[DONE]' }
}

function choicePieces(choice: JsonObject, split: StreamRequest['split']): { text: string; logprobs: Json }[] {
  const text = asString(choice['text']) ?? ''
  const logprobs = asObject(choice['logprobs'])
  const tokens = asArray(logprobs?.['tokens']).flatMap((token) => asString(token) ?? [])
  const ofToken = (token: number): JsonObject =>
    Object.fromEntries(
      Object.entries(logprobs ?? {}).map(([name, list]) => [name, asArray(list).slice(token, token + 1)]),
    )
  return tokenPieces(text, tokens, split).map(({ piece, token }) => ({
    text: piece,
    logprobs: token === undefined ? null : ofToken(token),
  }))
}
