import { rawMelody } from '../../../src/media/audio/raw-sound.ts'
import { toBase64 } from '../../../src/web/bytes/base64.ts'
import type { ExpectedEvent, SocketScenario } from './socket-scenario.ts'

const PATH = '/v1/realtime?model=gpt-realtime'

/** @returns the client event that appends silence, or a melody that counts as speech, of some milliseconds */
function append(kind: 'silence' | 'speech', milliseconds: number) {
  const sound =
    kind === 'silence' ? new Uint8Array(48 * milliseconds) : rawMelody(0, milliseconds, 'audio/pcm')
  return { type: 'input_audio_buffer.append', audio: toBase64(sound) }
}

/** The user speaks for 800 ms after 400 ms of silence, then stops. */
const TURN = [append('silence', 400), append('speech', 800), append('silence', 900)]

/** The events of a detected turn. */
const TURN_EVENTS: ExpectedEvent[] = [
  { type: 'input_audio_buffer.speech_stopped', item_id: /^item_/ },
  { type: 'input_audio_buffer.committed', item_id: /^item_/ },
  {
    type: 'conversation.item.added',
    item: { role: 'user', status: 'completed', content: [{ type: 'input_audio', transcript: null }] },
  },
  'conversation.item.done',
]

/** The user's sound: transcripts, and speech that interrupts a response. */
export const realtimeSound: SocketScenario[] = [
  {
    title: 'speech cancels the running response, closes its parts, and starts the next turn',
    path: PATH,
    patches: {
      default: {
        patches: [
          {
            operation: 'createRealtimeResponse',
            reply: 'Sunny today and tomorrow, and the day after.',
            fault: { stream: { stall: { after: 6, milliseconds: 600_000 } } },
          },
        ],
      },
    },
    steps: [
      {
        send: [{ type: 'response.create' }],
        expect: [
          'session.created',
          'response.created',
          'response.output_item.added',
          'conversation.item.added',
          'response.content_part.added',
          'response.output_audio_transcript.delta',
          'response.output_audio.delta',
        ],
      },
      {
        send: TURN,
        expect: [
          'input_audio_buffer.speech_started',
          'response.output_audio.done',
          'response.output_audio_transcript.done',
          'response.content_part.done',
          { type: 'conversation.item.done', item: { status: 'incomplete' } },
          { type: 'response.output_item.done', item: { status: 'incomplete' } },
          {
            type: 'response.done',
            response: {
              status: 'cancelled',
              status_details: { type: 'cancelled', reason: 'turn_detected' },
            },
          },
          'rate_limits.updated',
          ...TURN_EVENTS,
          'response.created',
        ],
      },
    ],
  },
  {
    title: 'interrupt_response: false keeps the running response while the user speaks',
    path: PATH,
    patches: {
      default: { patches: [{ fault: { stream: { stall: { after: 1, milliseconds: 600_000 } } } }] },
    },
    steps: [
      {
        send: [
          {
            type: 'session.update',
            session: {
              type: 'realtime',
              audio: {
                input: {
                  turn_detection: { type: 'server_vad', create_response: false, interrupt_response: false },
                },
              },
            },
          },
          { type: 'response.create' },
        ],
        expect: ['session.created', 'session.updated', 'response.created'],
      },
      { send: TURN, expect: ['input_audio_buffer.speech_started', ...TURN_EVENTS] },
    ],
  },
  {
    title: 'a transcription session transcribes each turn in the words of a patch',
    path: '/v1/realtime?intent=transcription',
    patches: {
      default: { patches: [{ operation: 'createRealtimeTranscription', reply: 'How is the weather?' }] },
    },
    steps: [
      {
        send: [
          {
            type: 'session.update',
            session: {
              type: 'transcription',
              audio: { input: { transcription: { model: 'gpt-4o-transcribe' } } },
            },
          },
        ],
        expect: ['session.created', 'session.updated'],
      },
      {
        send: TURN,
        expect: [
          'input_audio_buffer.speech_started',
          ...TURN_EVENTS,
          { type: 'conversation.item.input_audio_transcription.delta', content_index: 0 },
          {
            type: 'conversation.item.input_audio_transcription.completed',
            transcript: 'How is the weather?',
            usage: { type: 'tokens' },
          },
        ],
      },
    ],
  },
  {
    title: 'a commit by hand makes an item of the sound, and the next response knows its words',
    path: PATH,
    patches: {
      default: {
        patches: [
          { operation: 'createRealtimeTranscription', reply: 'Is it raining?' },
          { when: { '$.prompt': { contains: 'raining' } }, reply: 'It is dry.' },
        ],
      },
    },
    steps: [
      {
        send: [
          {
            type: 'session.update',
            session: {
              type: 'realtime',
              output_modalities: ['text'],
              audio: { input: { turn_detection: null, transcription: { model: 'whisper-1' } } },
            },
          },
          { type: 'input_audio_buffer.commit', event_id: 'empty' },
        ],
        expect: [
          'session.created',
          'session.updated',
          { type: 'error', error: { code: 'input_audio_buffer_commit_empty', event_id: 'empty' } },
        ],
      },
      {
        send: [append('speech', 500), { type: 'input_audio_buffer.commit' }],
        expect: [
          'input_audio_buffer.committed',
          'conversation.item.added',
          'conversation.item.done',
          'conversation.item.input_audio_transcription.delta',
          {
            type: 'conversation.item.input_audio_transcription.completed',
            transcript: 'Is it raining?',
            usage: { type: 'duration' },
          },
        ],
      },
      {
        send: [{ type: 'response.create' }],
        expect: [
          'response.created',
          'response.output_item.added',
          'conversation.item.added',
          'response.content_part.added',
          'response.output_text.delta',
          { type: 'response.output_text.done', text: 'It is dry.' },
        ],
      },
    ],
  },
]
