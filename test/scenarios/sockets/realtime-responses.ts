import { ITEM_EVENTS, TEXT_ONLY, textResponse, userSays } from './events.ts'
import type { SocketScenario } from './socket-scenario.ts'

const PATH = '/v1/realtime?model=gpt-realtime'

const STARTED = { expect: ['session.created'] }
const STARTED_WITH_TEXT = { send: [TEXT_ONLY], expect: ['session.created', 'session.updated'] }

const WEATHER_TOOL = {
  type: 'function',
  name: 'get_weather',
  description: 'Returns the weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}

/** Responses of the Realtime API. */
export const realtimeResponses: SocketScenario[] = [
  {
    title: 'one patch answers a Realtime response in the documented order of events',
    path: PATH,
    patches: {
      default: { patches: [{ when: { '$.prompt': { contains: 'weather' } }, reply: 'Sunny today.' }] },
    },
    steps: [
      STARTED_WITH_TEXT,
      {
        send: [userSays('How is the weather?'), { type: 'response.create' }],
        expect: [...ITEM_EVENTS, ...textResponse('Sunny today.')],
      },
    ],
  },
  {
    title: 'a spoken response sends its transcript and sound',
    path: PATH,
    patches: { default: { patches: [{ reply: 'Sunny.' }] } },
    steps: [
      STARTED,
      {
        send: [{ type: 'response.create' }],
        expect: [
          'response.created',
          'response.output_item.added',
          'conversation.item.added',
          { type: 'response.content_part.added', part: { type: 'audio', transcript: '' } },
          'response.output_audio_transcript.delta',
          { type: 'response.output_audio.delta', delta: /^[A-Za-z0-9+/]+=*$/ },
          'response.output_audio_transcript.delta',
          'response.output_audio.delta',
          'response.output_audio.done',
          { type: 'response.output_audio_transcript.done', transcript: 'Sunny.' },
          { type: 'response.content_part.done', part: { type: 'audio', transcript: 'Sunny.' } },
          'conversation.item.done',
          'response.output_item.done',
          {
            type: 'response.done',
            response: { output: [{ content: [{ type: 'output_audio', transcript: 'Sunny.' }] }] },
          },
        ],
      },
    ],
  },
  {
    title: 'a tool is called with arguments, and its output is answered',
    path: PATH,
    patches: {
      default: {
        patches: [
          {
            when: { '$.body.input[-1].type': 'function_call_output' },
            reply: 'It is warm.',
          },
          { reply: { toolCalls: [{ name: 'get_weather', arguments: { city: 'Oslo' }, id: 'call_1' }] } },
        ],
      },
    },
    steps: [
      STARTED_WITH_TEXT,
      {
        send: [
          { type: 'session.update', session: { type: 'realtime', tools: [WEATHER_TOOL] } },
          userSays('Weather in Oslo?'),
          { type: 'response.create' },
        ],
        expect: [
          'session.updated',
          ...ITEM_EVENTS,
          'response.created',
          {
            type: 'response.output_item.added',
            item: { type: 'function_call', status: 'in_progress', name: 'get_weather', arguments: '' },
          },
          'conversation.item.added',
          'response.function_call_arguments.delta',
          {
            type: 'response.function_call_arguments.done',
            call_id: 'call_1',
            name: 'get_weather',
            arguments: '{"city":"Oslo"}',
          },
          'conversation.item.done',
          { type: 'response.output_item.done', item: { status: 'completed' } },
          'response.done',
          'rate_limits.updated',
        ],
      },
      {
        send: [
          {
            type: 'conversation.item.create',
            item: { type: 'function_call_output', call_id: 'call_1', output: '{"celsius":30}' },
          },
          { type: 'response.create' },
        ],
        expect: [...ITEM_EVENTS, ...textResponse('It is warm.')],
      },
    ],
  },
  {
    title: 'response.create while a response is in progress is an error with the event_id of the client',
    path: PATH,
    headers: { 'x-mock-stream': 'timeToFirstByte=600000' },
    steps: [
      STARTED_WITH_TEXT,
      {
        send: [
          { type: 'response.create' },
          { type: 'response.create', event_id: 'second' },
          { type: 'response.cancel' },
          { type: 'response.cancel', event_id: 'third' },
        ],
        expect: [
          {
            type: 'error',
            error: { code: 'conversation_already_has_active_response', event_id: 'second' },
          },
          'response.created',
          {
            type: 'response.done',
            response: {
              status: 'cancelled',
              status_details: { type: 'cancelled', reason: 'client_cancelled' },
            },
          },
          'rate_limits.updated',
          { type: 'error', error: { code: 'response_cancel_not_active', event_id: 'third' } },
        ],
      },
    ],
  },
  {
    title: 'an out-of-band response has its metadata, and leaves the conversation unchanged',
    path: PATH,
    patches: { default: { patches: [{ reply: 'Topic.' }] } },
    steps: [
      STARTED_WITH_TEXT,
      {
        send: [
          {
            type: 'response.create',
            response: { conversation: 'none', metadata: { topic: 'x' }, input: [] },
          },
        ],
        expect: [
          { type: 'response.created', response: { conversation_id: null, metadata: { topic: 'x' } } },
          'response.output_item.added',
          'response.content_part.added',
          'response.output_text.delta',
          'response.output_text.done',
          'response.content_part.done',
          'response.output_item.done',
          { type: 'response.done', response: { conversation_id: null, metadata: { topic: 'x' } } },
        ],
      },
    ],
  },
  {
    title: 'an error of a patch fails the response, and the session goes on',
    path: PATH,
    patches: {
      default: { patches: [{ operation: 'createRealtimeResponse', error: 'rate_limit_exceeded' }] },
    },
    steps: [
      STARTED_WITH_TEXT,
      {
        send: [{ type: 'response.create' }],
        expect: [
          'response.created',
          {
            type: 'response.done',
            response: {
              status: 'failed',
              status_details: { type: 'failed', error: { code: 'rate_limit_exceeded' } },
              output: [],
              usage: { total_tokens: 0 },
            },
          },
          'rate_limits.updated',
        ],
      },
    ],
  },
  {
    title: 'max_output_tokens makes a response incomplete',
    path: PATH,
    steps: [
      STARTED_WITH_TEXT,
      {
        send: [userSays('Tell me a story'), { type: 'response.create', response: { max_output_tokens: 2 } }],
        expect: [
          ...ITEM_EVENTS,
          'response.created',
          'response.output_item.added',
          'conversation.item.added',
          'response.content_part.added',
          'response.output_text.delta',
          'response.output_text.done',
          'response.content_part.done',
          'conversation.item.done',
          { type: 'response.output_item.done', item: { status: 'incomplete' } },
          {
            type: 'response.done',
            response: { status: 'incomplete', status_details: { reason: 'max_output_tokens' } },
          },
        ],
      },
    ],
  },
]
