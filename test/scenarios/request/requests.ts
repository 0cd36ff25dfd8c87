import { catalogue } from '../../../src/generated/catalogue.js'
import type { Scenario } from '../scenario.ts'

/** The smallest valid chat request. */
export const chat = { model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] }

/** Routing, and the headers of every response. */
export const routing: Scenario[] = [
  {
    title: 'chat/completions returns a chat completion with all standard headers',
    request: { path: '/v1/chat/completions', json: chat },
    response: {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'x-request-id': /^req_[0-9a-f]{32}$/,
        'openai-processing-ms': /^\d+$/,
        'openai-version': '2020-10-01',
        'x-mock-operation': 'createChatCompletion',
        'x-mock-patches': null,
        'x-mock-warning': null,
        'access-control-allow-origin': '*',
      },
      json: {
        object: 'chat.completion',
        choices: [{ message: { role: 'assistant', content: 'Hello! How can I assist you today?' } }],
      },
    },
  },
  {
    title: 'the prefix /v1 is optional',
    request: { path: '/chat/completions', json: chat },
    response: { status: 200, headers: { 'x-mock-operation': 'createChatCompletion' } },
  },
  {
    title: 'a trailing slash is ignored',
    request: { path: '/v1/models/' },
    response: { status: 200, headers: { 'x-mock-operation': 'listModels' } },
  },
  {
    title: 'a literal path takes precedence over a path template',
    request: { path: '/v1/responses/compact', json: { model: 'gpt-5.4', input: 'Hi' } },
    response: { status: 200, headers: { 'x-mock-operation': 'Compactconversation' } },
  },
  {
    title: 'a path template serves the methods that the literal path lacks',
    request: { path: '/v1/responses/compact' },
    response: { status: 200, headers: { 'x-mock-operation': 'getResponse' } },
  },
  {
    title: 'beta=true selects the beta operation of a path',
    request: { path: '/v1/responses?beta=true', json: { model: 'gpt-5.4', input: 'Hi' } },
    response: { status: 200, headers: { 'x-mock-operation': 'beta_createResponse' } },
  },
  {
    title: 'beta=false selects the standard operation of a path',
    request: { path: '/v1/responses?beta=false', json: { model: 'gpt-5.4', input: 'Hi' } },
    response: { status: 200, headers: { 'x-mock-operation': 'createResponse' } },
  },
  {
    title: 'an encoded slash is part of a path parameter',
    request: { path: '/v1/models/org%2Fmodel' },
    response: { status: 200, headers: { 'x-mock-operation': 'retrieveModel' } },
  },
  {
    title: 'HEAD returns the response of GET without a body',
    request: { method: 'HEAD', path: '/v1/models' },
    response: { status: 200, headers: { 'x-mock-operation': 'listModels' }, text: '' },
  },
  {
    title: 'a CORS preflight allows all requested headers',
    request: {
      method: 'OPTIONS',
      path: '/v1/chat/completions',
      headers: {
        authorization: null,
        origin: 'https://app.test',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,user-agent,x-stainless-os',
      },
    },
    response: {
      status: 204,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': /POST/,
        'access-control-allow-headers': 'authorization,content-type,user-agent,x-stainless-os',
      },
    },
  },
  {
    title: '/__mock/health reports readiness without a key',
    request: { path: '/__mock/health', headers: { authorization: null } },
    response: {
      status: 200,
      json: { status: 'ok', operations: catalogue.routes.length, document: catalogue.document },
    },
  },
]

/** Parsing of request bodies and content types. */
export const requestBodies: Scenario[] = [
  {
    title: "a JSON body with curl's default form content type is parsed as JSON",
    request: {
      path: '/v1/chat/completions',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: JSON.stringify(chat),
    },
    response: { status: 200 },
  },
  {
    title: 'a content type with uppercase and parameters is parsed as JSON',
    request: {
      path: '/v1/chat/completions',
      headers: { 'content-type': 'Application/JSON; charset=utf-8' },
      body: JSON.stringify(chat),
    },
    response: { status: 200 },
  },
  {
    title: "malformed JSON is rejected in OpenAI's words",
    request: {
      path: '/v1/chat/completions',
      headers: { 'content-type': 'application/json' },
      body: '{"model":',
    },
    response: {
      status: 400,
      json: { error: { type: 'invalid_request_error', message: /could not parse the JSON body/ } },
    },
  },
  {
    title: 'an unsupported content type is rejected with the accepted types',
    request: {
      path: '/v1/chat/completions',
      headers: { 'content-type': 'text/xml' },
      body: '<chat/>',
    },
    response: {
      status: 415,
      json: { error: { code: 'unsupported_content_type', message: /only accepts 'application\/json'/ } },
    },
  },
  {
    title: 'a multipart form with a file is accepted',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['RIFF']],
        ['model', 'whisper-1'],
        ['timestamp_granularities[]', 'word'],
        ['timestamp_granularities[]', 'segment'],
        ['temperature', '0.2'],
      ],
    },
    response: { status: 200, headers: { 'x-mock-operation': 'createTranscription' } },
  },
  {
    title: 'a form field without brackets is accepted for an array',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['RIFF']],
        ['model', 'whisper-1'],
        ['timestamp_granularities', 'word'],
      ],
    },
    response: { status: 200 },
  },
  {
    title: 'a form accepts an object in bracket notation',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['RIFF']],
        ['model', 'gpt-4o-transcribe'],
        ['chunking_strategy[type]', 'server_vad'],
        ['chunking_strategy[threshold]', '0.5'],
      ],
    },
    response: { status: 200 },
  },
  {
    title: 'a form accepts an object as JSON text',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['RIFF']],
        ['model', 'gpt-4o-transcribe'],
        ['chunking_strategy', '{"type":"server_vad","threshold":0.5}'],
      ],
    },
    response: { status: 200 },
  },
  {
    title: 'an operation with a form body accepts JSON',
    request: { path: '/v1/skills', json: {} },
    response: { status: 200 },
  },
  {
    title: 'a multipart body without a boundary is rejected',
    request: {
      path: '/v1/audio/transcriptions',
      headers: { 'content-type': 'multipart/form-data' },
      body: 'no form',
    },
    response: { status: 400, json: { error: { message: /could not parse the form body/ } } },
  },
  {
    title: 'realtime/calls accepts an SDP offer and returns an SDP answer',
    request: {
      path: '/v1/realtime/calls',
      headers: { 'content-type': 'application/sdp' },
      body: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n',
    },
    response: {
      status: 201,
      headers: { 'content-type': 'application/sdp', location: /^\/v1\/realtime\/calls\/rtc_/ },
      text: /^v=0\r\n/,
    },
  },
  {
    title: 'audio/speech returns binary audio',
    request: { path: '/v1/audio/speech', json: { model: 'tts-1', voice: 'alloy', input: 'Hi' } },
    response: { status: 200, headers: { 'content-type': 'audio/mpeg' } },
  },
  {
    title: 'an unsatisfiable Accept header is ignored',
    request: { path: '/v1/models', headers: { accept: 'text/html' } },
    response: { status: 200, headers: { 'content-type': 'application/json' } },
  },
  {
    title: 'a malformed Accept header is ignored',
    request: { path: '/v1/models', headers: { accept: 'json;;q=x, */' } },
    response: { status: 200 },
  },
]

/** Prism's controls: the `Prefer` header and its query parameters. */
export const preferHeader: Scenario[] = [
  {
    title: 'Prefer: code selects the status',
    request: { path: '/v1/chat/completions', json: chat, headers: { prefer: 'code=429' } },
    response: { status: 429, json: { error: { code: 'rate_limit_exceeded' } } },
  },
  {
    title: 'Prefer: example selects an example by name',
    request: { path: '/v1/chat/completions', json: chat, headers: { prefer: 'example=functions' } },
    response: { status: 200, json: { choices: [{ finish_reason: 'tool_calls' }] } },
  },
  {
    title: 'Prefer: code and example select an example of that status',
    request: {
      path: '/v1/chat/completions',
      json: chat,
      headers: { prefer: 'code=429, example=insufficient-quota' },
    },
    response: { status: 429, json: { error: { code: 'insufficient_quota' } } },
  },
  {
    title: 'Prefer: example selects an error example without a code',
    request: { path: '/v1/chat/completions', json: chat, headers: { prefer: 'example=insufficient-quota' } },
    response: { status: 429, json: { error: { code: 'insufficient_quota' } } },
  },
  {
    title: 'Prefer is rejected if the example belongs to another status',
    request: {
      path: '/v1/chat/completions',
      json: chat,
      headers: { prefer: 'code=200, example=insufficient-quota' },
    },
    response: {
      status: 404,
      json: { error: { message: /no example 'insufficient-quota' with status 200/ } },
    },
  },
  {
    title: '__code and __example in the query select an example',
    request: { path: '/v1/chat/completions?__code=429&__example=insufficient-quota', json: chat },
    response: { status: 429, json: { error: { code: 'insufficient_quota' } } },
  },
  {
    title: 'Prefer: dynamic=true generates the body from the schema',
    request: { path: '/v1/models', headers: { prefer: 'dynamic=true' } },
    response: { status: 200, json: { object: 'list' }, headers: { 'x-mock-warning': null } },
  },
  {
    title: '__dynamic=true in the query generates the body from the schema',
    request: { path: '/v1/responses/resp_1?__dynamic=true' },
    response: { status: 200, json: { object: 'response' }, headers: { 'x-mock-warning': null } },
  },
  {
    title: 'Prefer with an unknown example is rejected with the available names',
    request: { path: '/v1/chat/completions', json: chat, headers: { prefer: 'example=nothing' } },
    response: {
      status: 404,
      json: {
        error: { code: 'invalid_preference', message: /default, image-input, functions, logprobs \(200\)/ },
      },
    },
  },
  {
    title: 'Prefer with an undocumented status is rejected with the available statuses',
    request: { path: '/v1/models', headers: { prefer: 'code=418' } },
    response: {
      status: 404,
      json: { error: { message: /200, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503/ } },
    },
  },
  {
    title: 'Prefer: code is rejected if it is not a status',
    request: { path: '/v1/models', headers: { prefer: 'code=high' } },
    response: { status: 400, json: { error: { param: 'Prefer' } } },
  },
  ...[400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503].map((status): Scenario => ({
    title: `Prefer: code=${status} returns OpenAI's error envelope on organization/groups`,
    request: { path: '/v1/organization/groups', headers: { prefer: `code=${status}` } },
    response: { status, json: { error: { message: /\w/, param: null } } },
  })),
]
