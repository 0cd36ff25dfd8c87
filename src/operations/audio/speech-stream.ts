import { stringIn } from '../../web/json/narrow.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { Projection } from '../streaming/stream-types.ts'

/** Base64 characters per event; a multiple of four, so that each event can be decoded alone. */
const PIECE_LENGTH = 4 * 1024

/** Events of speech: base64 chunks of the audio, then usage. */
export const speechEvents: Projection = function* (answer, { body }) {
  const audio = (stringIn(answer['content']) ?? '').replaceAll(/\s+/g, '')
  let pieces = 0
  for (let position = 0; position < audio.length; position += PIECE_LENGTH) {
    pieces += 1
    yield { data: { type: 'speech.audio.delta', audio: audio.slice(position, position + PIECE_LENGTH) } }
  }
  const inputTokens = countTokens(stringIn(body['input']) ?? '')
  const usage = { input_tokens: inputTokens, output_tokens: pieces, total_tokens: inputTokens + pieces }
  yield { data: { type: 'speech.audio.done', usage } }
}
