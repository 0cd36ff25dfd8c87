import { ITEM_EVENTS, userSays } from './events.ts'
import type { SocketScenario } from './socket-scenario.ts'

const PATH = '/v1/realtime?model=gpt-realtime'

const STARTED = { expect: ['session.created'] }

/** Sessions of the Realtime API and their updates. */
export const realtimeSessions: SocketScenario[] = [
  {
    title: 'a session starts with session.created and its defaults',
    path: PATH,
    steps: [
      {
        expect: [
          {
            type: 'session.created',
            event_id: /^event_/,
            session: {
              type: 'realtime',
              object: 'realtime.session',
              id: /^sess_/,
              model: 'gpt-realtime',
              output_modalities: ['audio'],
              audio: {
                input: {
                  format: { type: 'audio/pcm', rate: 24_000 },
                  turn_detection: { type: 'server_vad' },
                },
                output: { voice: 'alloy', speed: 1 },
              },
            },
          },
        ],
      },
    ],
  },
  {
    title: 'session.update changes only the present members, deeply in audio',
    path: PATH,
    steps: [
      {
        send: [
          {
            type: 'session.update',
            session: { type: 'realtime', audio: { input: { turn_detection: { type: 'semantic_vad' } } } },
          },
        ],
        expect: [
          'session.created',
          {
            type: 'session.updated',
            session: {
              model: 'gpt-realtime',
              audio: {
                input: { format: { type: 'audio/pcm' }, turn_detection: { eagerness: 'auto' } },
                output: { voice: 'alloy' },
              },
            },
          },
        ],
      },
    ],
  },
  {
    title: 'an invalid session.update is an error with the event_id of the client, and changes nothing',
    needs: 'document',
    path: PATH,
    steps: [
      {
        send: [
          {
            type: 'session.update',
            event_id: 'mine',
            session: { type: 'realtime', output_modalities: ['smell'] },
          },
          { type: 'session.update', event_id: 'other', session: { type: 'realtime', unknown: 1 } },
        ],
        expect: [
          'session.created',
          { type: 'error', error: { event_id: 'mine', param: /^session\.output_modalities/ } },
          {
            type: 'error',
            error: { code: 'unknown_parameter', message: "Unknown parameter: 'session.unknown'." },
          },
        ],
      },
    ],
  },
  {
    title: 'a frame that is not JSON is the error invalid_json',
    path: PATH,
    steps: [
      {
        send: ['{"type":', '[]', '{}', { type: 'nope', event_id: 'e1' }],
        expect: [
          'session.created',
          { type: 'error', error: { code: 'invalid_json', param: null } },
          { type: 'error', error: { code: 'invalid_type' } },
          { type: 'error', error: { code: 'missing_required_parameter', param: 'type' } },
          { type: 'error', error: { code: 'invalid_value', param: 'type', event_id: 'e1' } },
        ],
      },
    ],
  },
  {
    title: 'a transcription session has no model and no output',
    path: '/v1/realtime?intent=transcription',
    steps: [
      {
        send: [{ type: 'session.update', session: { type: 'realtime' } }],
        expect: [
          {
            type: 'session.created',
            session: { type: 'transcription', object: 'realtime.transcription_session' },
          },
          { type: 'error', error: { code: 'invalid_parameter' } },
        ],
      },
    ],
  },
]

/** Items of a conversation. */
export const realtimeItems: SocketScenario[] = [
  {
    title: 'items are added, retrieved and deleted by their ids',
    path: PATH,
    steps: [
      STARTED,
      {
        send: [userSays('One', 'item_1'), { ...userSays('Two', 'item_2'), previous_item_id: 'root' }],
        expect: [
          {
            type: 'conversation.item.added',
            previous_item_id: null,
            item: { id: 'item_1', status: 'completed' },
          },
          { type: 'conversation.item.done', previous_item_id: null },
          { type: 'conversation.item.added', previous_item_id: null, item: { id: 'item_2' } },
          'conversation.item.done',
        ],
      },
      {
        send: [
          { type: 'conversation.item.retrieve', item_id: 'item_1' },
          { type: 'conversation.item.delete', item_id: 'item_1' },
          { type: 'conversation.item.retrieve', item_id: 'item_1', event_id: 'rci_1' },
        ],
        expect: [
          { type: 'conversation.item.retrieved', item: { content: [{ text: 'One' }] } },
          { type: 'conversation.item.deleted', item_id: 'item_1' },
          { type: 'error', error: { code: 'item_retrieve_invalid_item_id', event_id: 'rci_1' } },
        ],
      },
    ],
  },
  {
    title: 'an item with a known id, an unknown role or an unknown previous item is an error',
    path: PATH,
    steps: [
      STARTED,
      {
        send: [
          userSays('One', 'item_1'),
          userSays('Two', 'item_1'),
          { ...userSays('Three'), previous_item_id: 'item_9' },
          { type: 'conversation.item.create', item: { type: 'message', role: 'pilot', content: [] } },
          { type: 'conversation.item.truncate', item_id: 'item_1', content_index: 0, audio_end_ms: 1 },
        ],
        expect: [
          ...ITEM_EVENTS,
          { type: 'error', error: { code: 'item_create_duplicate_item_id' } },
          { type: 'error', error: { param: 'previous_item_id' } },
          { type: 'error', error: { code: 'invalid_value', param: 'item.role' } },
          { type: 'error', error: { code: 'unsupported_content_type' } },
        ],
      },
    ],
  },
]
