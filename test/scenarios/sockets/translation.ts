import { rawMelody } from '../../../src/media/audio/raw-sound.ts'
import { toBase64 } from '../../../src/web/bytes/base64.ts'
import type { SocketScenario } from './socket-scenario.ts'

const SPEECH = [new Uint8Array(48 * 400), rawMelody(0, 800, 'audio/pcm'), new Uint8Array(48 * 900)].map(
  (sound) => ({ type: 'session.input_audio_buffer.append', audio: toBase64(sound) }),
)

/** Translation sessions. */
export const translation: SocketScenario[] = [
  {
    title: 'a translation session sends the words of the user, then their translation as text and sound',
    path: '/v1/realtime/translations?model=gpt-realtime-translate',
    patches: { default: { patches: [{ operation: 'createRealtimeTranslation', reply: 'Buenos días.' }] } },
    steps: [
      {
        send: [
          {
            type: 'session.update',
            session: {
              audio: {
                input: { transcription: { model: 'gpt-realtime-whisper' } },
                output: { language: 'es' },
              },
            },
          },
        ],
        expect: [
          { type: 'session.created', session: { type: 'translation', model: 'gpt-realtime-translate' } },
          { type: 'session.updated', session: { audio: { output: { language: 'es' } } } },
        ],
      },
      {
        send: [...SPEECH, { type: 'session.close' }],
        expect: [
          { type: 'session.input_transcript.delta' },
          'session.output_transcript.delta',
          'session.output_audio.delta',
        ],
      },
    ],
  },
  {
    title: 'an unknown event of a translation session is an error with the event_id of the client',
    path: '/v1/realtime/translations?model=gpt-realtime-translate',
    steps: [
      {
        send: [{ type: 'response.create', event_id: 'mine' }],
        expect: ['session.created', { type: 'error', error: { code: 'invalid_value', event_id: 'mine' } }],
      },
    ],
  },
]
