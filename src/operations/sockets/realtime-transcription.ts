import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { countTokens } from '../../openai/tokens.ts'
import { tokenLogprobsOf } from '../../assistant/text/logprobs.ts'
import type { Transform } from '../operation.ts'
import type { ToEvents } from '../streaming/stream-types.ts'
import { typedEvent } from '../streaming/typed-event.ts'
import { transcriptions } from '../audio/transcriptions.ts'

/** User sound of one token, in milliseconds (Realtime costs guide). */
export const USER_MS_PER_TOKEN = 100

/** Models billed by tokens (API reference, `conversation.item.input_audio_transcription.completed`). */
const BILLED_BY_TOKENS = /^gpt-4o(?:-mini)?-transcribe/

/** Models that return the whole transcript in one event. */
const NOT_STREAMED = /^whisper-1$/

/** The transcript of the user's sound: `{ text, usage }`, as of `createTranscription`. */
export const realtimeTranscription: Transform = (answer, context) => {
  const { body } = context
  const text =
    asString(transcriptions(answer, { ...context, body: { model: body['model'] ?? '' } })['text']) ?? ''
  return { text, usage: usageOf(text, body) }
}

function usageOf(text: string, body: JsonObject): JsonObject {
  const seconds = asNumber(body['seconds']) ?? 0
  if (!BILLED_BY_TOKENS.test(asString(body['model']) ?? '')) {
    return { type: 'duration', seconds }
  }
  const textTokens = countTokens(asString(body['prompt']) ?? '')
  const audioTokens = Math.ceil((seconds * 1000) / USER_MS_PER_TOKEN)
  const outputTokens = countTokens(text)
  return {
    type: 'tokens',
    total_tokens: textTokens + audioTokens + outputTokens,
    input_tokens: textTokens + audioTokens,
    output_tokens: outputTokens,
    input_token_details: { text_tokens: textTokens, audio_tokens: audioTokens },
  }
}

/** Events of the transcript. The session adds their ids. */
export const realtimeTranscriptionEvents: ToEvents = function* (answer, { body, split, budget }) {
  const text = asString(answer['text']) ?? ''
  const model = asString(body['model']) ?? ''
  const hasLogprobs = asArray(body['include']).includes('item.input_audio_transcription.logprobs')
  const logprobsOf = (piece: string): JsonObject =>
    hasLogprobs ? { logprobs: tokenLogprobsOf(piece, budget) } : {}
  const name = 'conversation.item.input_audio_transcription'
  const place = { item_id: '', content_index: 0 }
  for (const delta of NOT_STREAMED.test(model) ? [text] : split(text)) {
    yield typedEvent({ type: `${name}.delta`, ...place, delta, ...logprobsOf(delta) })
  }
  if (model.endsWith('-diarize')) {
    const end = asNumber(body['seconds']) ?? 0
    yield typedEvent({ type: `${name}.segment`, ...place, id: 'seg_001', text, speaker: 'A', start: 0, end })
  }
  yield typedEvent({
    type: `${name}.completed`,
    ...place,
    transcript: text,
    ...logprobsOf(text),
    usage: asObject(answer['usage']) ?? {},
  })
}
