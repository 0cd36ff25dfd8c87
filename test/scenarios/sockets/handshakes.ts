import type { SocketScenario } from './socket-scenario.ts'

/** Handshakes: subprotocols, keys, and refusals. */
export const handshakes: SocketScenario[] = [
  {
    title: 'a handshake that offers subprotocols gets "realtime" and never the key',
    path: '/v1/realtime?model=gpt-realtime',
    headers: { authorization: null },
    protocols: ['openai-insecure-api-key.sk-test', 'realtime', 'openai-agents-sdk.0.20'],
    protocol: 'realtime',
    steps: [{ expect: ['session.created'] }],
  },
  {
    title: 'a handshake without a key is refused with 401',
    path: '/v1/realtime?model=gpt-realtime',
    headers: { authorization: null },
    refused: { status: 401, json: { error: { type: 'invalid_request_error' } } },
  },
  {
    title: 'a wrong key of a Realtime handshake is reported by an event and close code 3000',
    path: '/v1/realtime?model=gpt-realtime',
    settings: { apiKeys: ['sk-right'] },
    steps: [{ expect: [{ type: 'error', error: { code: 'invalid_api_key', event_id: null } }] }],
    close: { code: 3000, reason: 'invalid_request_error.invalid_api_key' },
  },
  {
    title: 'a wrong key of a Responses handshake is refused with 401',
    path: '/v1/responses',
    settings: { apiKeys: ['sk-right'] },
    refused: { status: 401, json: { error: { code: 'invalid_api_key' } } },
  },
  {
    title: 'a Realtime handshake without a model is rejected by an event and close code 4000',
    path: '/v1/realtime',
    steps: [{ expect: [{ type: 'error', error: { code: 'missing_model' } }] }],
    close: { code: 4000, reason: 'invalid_request_error.missing_model' },
  },
  {
    title: 'a strict mock rejects the beta version of the Realtime API',
    path: '/v1/realtime?model=gpt-realtime',
    headers: { 'openai-beta': 'realtime=v1' },
    settings: { strict: true },
    steps: [{ expect: [{ type: 'error', error: { code: 'beta_api_shape_disabled' } }] }],
    close: { code: 4000 },
  },
  {
    title: 'a WebSocket on an unknown path is refused with 404',
    path: '/v1/unknown',
    refused: { status: 404, json: { error: { message: 'Invalid URL (GET /v1/unknown)' } } },
  },
  {
    title: 'a WebSocket on an operation without one is refused with 426',
    path: '/v1/chat/completions',
    refused: { status: 426, json: { error: { code: 'websocket_not_supported' } } },
  },
  {
    title: 'a patch with a status refuses the handshake',
    path: '/v1/realtime?model=gpt-realtime',
    patches: { default: { patches: [{ operation: 'connectRealtime', status: 429 }] } },
    refused: { status: 429, json: { error: { type: 'invalid_request_error' } } },
  },
  {
    title: 'a patch of the handshake changes the session',
    path: '/v1/realtime?model=gpt-realtime',
    patches: {
      default: { patches: [{ operation: 'connectRealtime', merge: { instructions: 'Be short.' } }] },
    },
    steps: [{ expect: [{ type: 'session.created', session: { instructions: 'Be short.' } }] }],
  },
  {
    title: 'the beta version has its own names and a flat session',
    path: '/v1/realtime?model=gpt-realtime',
    headers: { 'openai-beta': 'realtime=v1' },
    steps: [
      {
        expect: [
          {
            type: 'session.created',
            session: { modalities: ['text', 'audio'], input_audio_format: 'pcm16', voice: 'alloy' },
          },
          { type: 'conversation.created', conversation: { object: 'realtime.conversation' } },
        ],
      },
      {
        send: [{ type: 'session.update', session: { modalities: ['text'] } }],
        expect: [{ type: 'session.updated', session: { modalities: ['text'] } }],
      },
      {
        send: [
          {
            type: 'conversation.item.create',
            item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
          },
          { type: 'response.create' },
        ],
        expect: [
          'conversation.item.created',
          'response.created',
          'response.output_item.added',
          'conversation.item.created',
          'response.content_part.added',
          'response.text.delta',
          'response.text.done',
          'response.content_part.done',
          'response.output_item.done',
          { type: 'response.done', response: { output: [{ content: [{ type: 'text' }] }] } },
        ],
      },
    ],
  },
]
