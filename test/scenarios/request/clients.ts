import type { Scenario } from '../scenario.ts'

const speech = { model: 'tts-1', voice: 'alloy', input: 'Hi' }
const streamed = { model: 'm', stream: true, messages: [{ role: 'user', content: 'Hi' }] }

/** Narrow `Accept` headers that clients send, with the request that they belong to. */
const narrow: { name: string; accept: string; request: Scenario['request'] }[] = [
  {
    name: 'speech of the SDK',
    accept: 'application/octet-stream',
    request: { path: '/v1/audio/speech', json: speech },
  },
  {
    name: 'a download of the SDK',
    accept: 'application/binary',
    request: { path: '/v1/files/file-1/content' },
  },
  { name: 'a video', accept: 'video/mp4', request: { path: '/v1/videos/video_1/content' } },
  {
    name: 'a client that accepts only events',
    accept: 'text/event-stream',
    request: { path: '/v1/chat/completions', json: streamed },
  },
]

/** Requests of clients and frameworks that the document does not describe. */
export const clients: Scenario[] = [
  ...narrow.flatMap(({ name, accept, request }): Scenario[] => [
    {
      title: `Prefer: code=429 reaches ${name}`,
      request: { ...request, headers: { accept, prefer: 'code=429' } },
      response: {
        status: 429,
        headers: { 'content-type': /json/ },
        json: { error: { code: 'rate_limit_exceeded' } },
      },
    },
    {
      title: `__code=401 reaches ${name}`,
      request: { ...request, path: `${request.path}?__code=401`, headers: { accept } },
      response: { status: 401, headers: { 'content-type': /json/ }, json: { error: {} } },
    },
    {
      title: `the error of a patch reaches ${name}`,
      request: { ...request, headers: { accept, 'x-mock-patch': '{"error":"insufficient_quota"}' } },
      response: { status: 429, json: { error: { code: 'insufficient_quota' } } },
    },
    {
      title: `a status of a patch that the document lacks reaches ${name} as JSON`,
      request: { ...request, headers: { accept, 'x-mock-patch': '{"status":418}' } },
      response: { status: 418, headers: { 'content-type': /json/ }, json: { error: {} } },
    },
  ]),
  {
    title: 'context_length_exceeded has the wording of the Responses API',
    request: {
      path: '/v1/responses',
      headers: { 'x-mock-patch': '{"error":"context_length_exceeded"}' },
      json: { model: 'm', input: 'Hi' },
    },
    response: {
      status: 400,
      json: {
        error: {
          message:
            'Your input exceeds the context window of this model. Please adjust your input and try again.',
          param: 'input',
          code: 'context_length_exceeded',
        },
      },
    },
  },
  {
    title: 'traces of the Agents SDKs are accepted without a body',
    request: { path: '/v1/traces/ingest', json: { data: [{ object: 'trace', id: 'trace_1' }] } },
    response: { status: 204, text: '' },
  },
  {
    title: 'a refused request that asks for an explanation has message and param in it',
    request: {
      path: '/v1/chat/completions',
      headers: { 'x-mock-explain': '1' },
      json: { model: 'm', messages: 'Hi' },
    },
    response: {
      status: 400,
      headers: {
        'x-mock-explanation':
          /^\{"namespace":"default","refusal":\{"message":"Invalid type[^}]*"param":"messages"/,
      },
    },
  },
]
