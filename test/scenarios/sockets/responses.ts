import type { ExpectedEvent, SocketScenario } from './socket-scenario.ts'

const PATH = '/v1/responses'

const OPENING: ExpectedEvent[] = [
  { type: 'response.created', sequence_number: 0 },
  { type: 'response.in_progress', sequence_number: 1 },
  'response.output_item.added',
  'response.content_part.added',
  'response.output_text.delta',
]

const ENDING: ExpectedEvent[] = [
  'response.output_text.done',
  'response.content_part.done',
  'response.output_item.done',
]

const ANSWERED: ExpectedEvent[] = [...OPENING, ...ENDING, 'response.completed']

/** The Responses API over WebSocket. */
export const responsesSockets: SocketScenario[] = [
  {
    title: 'response.create is answered by the events of the HTTP stream, patches included',
    path: PATH,
    patches: { default: { patches: [{ when: { '$.prompt': { contains: 'weather' } }, reply: 'Sunny.' }] } },
    steps: [
      {
        send: [{ type: 'response.create', model: 'gpt-5.4', input: 'The weather?' }],
        expect: [
          ...OPENING,
          { type: 'response.output_text.done', text: 'Sunny.' },
          'response.content_part.done',
          'response.output_item.done',
          { type: 'response.completed', response: { status: 'completed' } },
        ],
      },
    ],
  },
  {
    title: 'an invalid body is an error frame with its status, and the socket stays open',
    needs: 'document',
    path: PATH,
    steps: [
      {
        send: [
          '{',
          { type: 'nope' },
          { type: 'response.create', stream_id: 'a b', model: 'm', input: 'Hi' },
          { type: 'response.create', model: 'm', input: 'Hi', background: true },
        ],
        expect: [
          { type: 'error', error: { code: 'invalid_json' } },
          { type: 'error', error: { code: 'invalid_value', param: 'type' } },
          { type: 'error', status: 400, error: { param: 'stream_id' } },
          { type: 'error', error: { param: 'background' } },
        ],
      },
      {
        send: [{ type: 'response.create', model: 3, input: 'Hi' }],
        expect: [{ type: 'error', status: 400, error: { param: 'model' } }],
      },
    ],
  },
  {
    title: 'each frame of a lane has its stream_id',
    path: PATH,
    steps: [
      {
        send: [{ type: 'response.create', stream_id: 'lane-1', model: 'gpt-5.4', input: 'Hi' }],
        expect: [{ type: 'response.created', stream_id: 'lane-1' }, ...ANSWERED.slice(1)],
      },
    ],
  },
  {
    title: 'generate: false warms up with an empty response',
    path: PATH,
    steps: [
      {
        send: [{ type: 'response.create', model: 'gpt-5.4', input: [], generate: false }],
        expect: [
          'response.created',
          { type: 'response.completed', response: { output: [], status: 'completed' } },
        ],
      },
    ],
  },
  {
    title: 'a strict mock knows only the previous responses of the connection',
    path: PATH,
    settings: { strict: true },
    steps: [
      {
        send: [{ type: 'response.create', model: 'gpt-5.4', input: 'Hi', previous_response_id: 'resp_1' }],
        expect: [
          {
            type: 'error',
            status: 400,
            error: { code: 'previous_response_not_found', param: 'previous_response_id' },
          },
        ],
      },
    ],
  },
  {
    title: 'an error of a patch is an error frame with status and headers',
    path: PATH,
    patches: { default: { patches: [{ operation: 'createResponse', fault: { rateLimit: true } }] } },
    steps: [
      {
        send: [{ type: 'response.create', model: 'gpt-5.4', input: 'Hi' }],
        expect: [
          {
            type: 'error',
            status: 429,
            error: { code: 'rate_limit_exceeded' },
            headers: { 'retry-after': '1' },
          },
        ],
      },
    ],
  },
  {
    title: 'a fault ends the connection after some events',
    path: PATH,
    patches: {
      default: {
        patches: [{ operation: 'createResponse', fault: { stream: { disconnect: { after: 2 } } } }],
      },
    },
    steps: [
      {
        send: [{ type: 'response.create', model: 'gpt-5.4', input: 'Hi' }],
        expect: ['response.created', 'response.in_progress'],
      },
    ],
    close: { code: 1006 },
  },
]
