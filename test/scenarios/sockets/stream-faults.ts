import { ITEM_EVENTS, TEXT_ONLY, userSays } from './events.ts'
import type { ExpectedEvent, SocketScenario } from './socket-scenario.ts'

const REALTIME = '/v1/realtime?model=gpt-realtime'
const RESPONSES = '/v1/responses'

const STARTED = { send: [TEXT_ONLY], expect: ['session.created', 'session.updated'] }
const RESPOND = { type: 'response.create' }
const REQUEST = { type: 'response.create', model: 'gpt-5.4', input: 'Hi' }

/** @returns the patches that inject a fault into the turns of a session */
function turnFault(fault: object) {
  const operation = ['createRealtimeResponse', 'createResponse']
  return { default: { patches: [{ operation, reply: 'Sunny.', fault }] } }
}

/** The events of a Realtime response from its second one. */
const REST: ExpectedEvent[] = [
  'response.output_item.added',
  'conversation.item.added',
  'response.content_part.added',
  'response.output_text.delta',
  'response.output_text.done',
  'response.content_part.done',
  'conversation.item.done',
  'response.output_item.done',
  'response.done',
]

/** Stream faults of patches, which apply to the events of a turn. */
export const streamFaults: SocketScenario[] = [
  {
    title: 'stream.close closes a Realtime socket with its code and reason after some events',
    path: REALTIME,
    patches: turnFault({ stream: { close: { after: 2, code: 1012, reason: 'Service restart' } } }),
    steps: [STARTED, { send: [RESPOND], expect: ['response.created', 'response.output_item.added'] }],
    close: { code: 1012, reason: 'Service restart' },
  },
  {
    title: 'stream.close closes a Responses socket with a code of its own before the first event',
    path: RESPONSES,
    patches: turnFault({ stream: { close: { after: 0, code: 4000 } } }),
    steps: [{ send: [REQUEST], expect: ['closed with 4000 '] }],
  },
  {
    title: 'stream.disconnect ends a Realtime connection without a close frame',
    path: REALTIME,
    patches: turnFault({ stream: { disconnect: { after: 3 } } }),
    steps: [
      STARTED,
      {
        send: [RESPOND],
        expect: ['response.created', 'response.output_item.added', 'conversation.item.added'],
      },
    ],
    close: { code: 1006 },
  },
  {
    title: 'stream.disconnect by "end" closes a socket with 1000',
    path: RESPONSES,
    patches: turnFault({ stream: { disconnect: { after: 1, by: 'end' } } }),
    steps: [{ send: [REQUEST], expect: ['response.created'] }],
    close: { code: 1000 },
  },
  {
    title: 'stream.malformed truncates one frame of a Realtime response, and the response goes on',
    path: REALTIME,
    patches: turnFault({ stream: { malformed: { after: 0 } } }),
    steps: [
      STARTED,
      {
        send: [RESPOND],
        expect: ['malformed', ...REST.slice(0, -1), { type: 'response.done', response: { id: /^resp_/ } }],
      },
    ],
  },
  {
    title: 'stream.binary sends one event as a binary frame',
    path: REALTIME,
    patches: turnFault({ stream: { binary: { after: 0 } } }),
    steps: [STARTED, { send: [RESPOND], expect: ['binary', ...REST] }],
  },
  {
    title: 'stream.duplicate sends one event of a response twice',
    path: REALTIME,
    patches: turnFault({ stream: { duplicate: { after: 1 } } }),
    steps: [
      STARTED,
      { send: [RESPOND], expect: ['response.created', 'response.output_item.added', ...REST] },
    ],
  },
  {
    title: 'stream.duplicate repeats the sequence_number on a Responses socket',
    path: RESPONSES,
    patches: turnFault({ stream: { duplicate: { after: 1 } } }),
    steps: [
      {
        send: [REQUEST],
        expect: [
          { type: 'response.created', sequence_number: 0 },
          { type: 'response.in_progress', sequence_number: 1 },
          { type: 'response.in_progress', sequence_number: 1 },
          { type: 'response.output_item.added', sequence_number: 2 },
        ],
      },
    ],
  },
  {
    title: 'stream.noTerminator omits response.done, and the socket stays open',
    path: REALTIME,
    patches: turnFault({ stream: { noTerminator: true } }),
    steps: [
      STARTED,
      { send: [RESPOND], expect: ['response.created', ...REST.slice(0, -1)] },
      { send: [userSays('Hello?')], expect: ITEM_EVENTS },
    ],
  },
  {
    title: 'stream.stall silences a response, and other client events are still answered',
    path: REALTIME,
    patches: turnFault({ stream: { stall: { after: 1, milliseconds: 600_000 } } }),
    steps: [
      STARTED,
      { send: [RESPOND], expect: ['response.created'] },
      { send: [userSays('Are you there?')], expect: ITEM_EVENTS },
      {
        send: [{ type: 'response.cancel' }],
        expect: [{ type: 'response.done', response: { status: 'cancelled' } }],
      },
    ],
  },
  {
    title: 'stream.error sends an error event and fails the Realtime response',
    path: REALTIME,
    patches: turnFault({ stream: { error: { after: 1, code: 'overloaded' } } }),
    steps: [
      STARTED,
      {
        send: [RESPOND],
        expect: [
          'response.created',
          { type: 'error', error: { code: 'overloaded' } },
          { type: 'response.done', response: { status: 'failed' } },
        ],
      },
    ],
  },
  {
    title: 'a delay holds back a response and no other event',
    path: REALTIME,
    patches: turnFault({ delay: 400 }),
    steps: [
      STARTED,
      { send: [RESPOND, userSays('Hello?')], expect: [...ITEM_EVENTS, 'response.created', ...REST] },
    ],
  },
]
