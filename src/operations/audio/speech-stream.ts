import { asString } from '../../web/json/narrow.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { BodyOf } from '../operation.ts'
import type { ToEvents } from '../streaming/stream-types.ts'

/** Base64 characters per event; a multiple of four, so that each event can be decoded alone. */
const CHUNK_LENGTH = 4 * 1024

/** Events of speech: base64 chunks of the audio, then usage and `[DONE]`. */
export const speechEvents: ToEvents<BodyOf<'createSpeech'>> = function* (answer, { body }) {
  const audio = (asString(answer['content']) ?? '').replaceAll(/\s+/g, '')
  let pieces = 0
  for (let position = 0; position < audio.length; position += CHUNK_LENGTH) {
    pieces += 1
    yield { data: { type: 'speech.audio.delta', audio: audio.slice(position, position + CHUNK_LENGTH) } }
  }
  const inputTokens = countTokens(body.input)
  const usage = { input_tokens: inputTokens, output_tokens: pieces, total_tokens: inputTokens + pieces }
  yield { data: { type: 'speech.audio.done', usage } }
  yield { data: '[DONE]' }
}
