import { rawMelody } from '../../media/audio/raw-sound.ts'
import { toBase64 } from '../../web/bytes/base64.ts'
import { asNumber, asString } from '../../web/json/narrow.ts'
import type { Transform } from '../operation.ts'
import { translations } from '../audio/transcriptions.ts'
import type { ToEvents } from '../streaming/stream-types.ts'
import { typedEvent } from '../streaming/typed-event.ts'
import { DELTA_MS, soundLength } from './realtime-item-events.ts'

/** What a stretch of speech means in the output language: `{ text }`. */
export const realtimeTranslation: Transform = (answer, context) => ({
  text: asString(translations(answer, { ...context, body: {} })['text']) ?? '',
})

/** Events of a translated stretch of speech: text in the source and the output language, then sound. */
export const realtimeTranslationEvents: ToEvents = function* (answer, { body, split }) {
  const text = asString(answer['text']) ?? ''
  const elapsed = asNumber(body['elapsed_ms']) ?? 0
  const source = asString(body['source_text'])
  for (const delta of source === undefined ? [] : split(source)) {
    yield typedEvent({ type: 'session.input_transcript.delta', delta, elapsed_ms: elapsed })
  }
  for (const delta of split(text)) {
    yield typedEvent({ type: 'session.output_transcript.delta', delta, elapsed_ms: elapsed })
  }
  const length = soundLength(text, 1)
  for (let start = 0; start < length; start += 2 * DELTA_MS) {
    const sound = rawMelody(start, Math.min(2 * DELTA_MS, length - start), 'audio/pcm')
    yield typedEvent({
      type: 'session.output_audio.delta',
      delta: toBase64(sound),
      sample_rate: 24_000,
      channels: 1,
      format: 'pcm16',
      elapsed_ms: elapsed + start,
    })
  }
}
