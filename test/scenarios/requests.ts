import { catalogue } from '../../src/generated/catalogue.js'
import type { Scenario } from './scenario.ts'

/** The smallest valid chat request. */
export const chat = { model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] }

/** How requests find their operation, and what every answer carries. */
export const routing: Scenario[] = [
  {
    title: 'a chat completion is answered with a sentence',
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
    title: 'the prefix /v1 may be left out',
    request: { path: '/chat/completions', json: chat },
    response: { status: 200, headers: { 'x-mock-operation': 'createChatCompletion' } },
  },
  {
    title: 'a slash at the end makes no difference',
    request: { path: '/v1/models/' },
    response: { status: 200, headers: { 'x-mock-operation': 'listModels' } },
  },
  {
    title: 'a literal path goes before a template',
    request: { path: '/v1/responses/compact', json: { model: 'gpt-5.4', input: 'Hi' } },
    response: { status: 200, headers: { 'x-mock-operation': 'Compactconversation' } },
  },
  {
    title: 'a template serves the methods that the literal path lacks',
    request: { path: '/v1/responses/compact' },
    response: { status: 200, headers: { 'x-mock-operation': 'getResponse' } },
  },
  {
    title: 'the query parameter beta selects the twin',
    request: { path: '/v1/responses?beta=true', json: { model: 'gpt-5.4', input: 'Hi' } },
    response: { status: 200, headers: { 'x-mock-operation': 'beta_createResponse' } },
  },
  {
    title: 'without the query parameter the plain operation answers',
    request: { path: '/v1/responses?beta=false', json: { model: 'gpt-5.4', input: 'Hi' } },
    response: { status: 200, headers: { 'x-mock-operation': 'createResponse' } },
  },
  {
    title: 'an encoded slash stays inside a path parameter',
    request: { path: '/v1/models/org%2Fmodel' },
    response: { status: 200, headers: { 'x-mock-operation': 'retrieveModel' } },
  },
  {
    title: 'HEAD answers as GET does, without a body',
    request: { method: 'HEAD', path: '/v1/models' },
    response: { status: 200, headers: { 'x-mock-operation': 'listModels' }, text: '' },
  },
  {
    title: 'a preflight is allowed whatever headers it asks for',
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
    title: 'the control API says that the mock is ready, without a key',
    request: { path: '/__mock/health', headers: { authorization: null } },
    response: {
      status: 200,
      json: { status: 'ok', operations: catalogue.routes.length, document: catalogue.document },
    },
  },
]

/** What is read though it is not quite what was asked for, and what is not. */
export const reading: Scenario[] = [
  {
    title: 'JSON that curl calls a form is read as JSON',
    request: {
      path: '/v1/chat/completions',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: JSON.stringify(chat),
    },
    response: { status: 200 },
  },
  {
    title: 'a media type with parameters is the same media type',
    request: {
      path: '/v1/chat/completions',
      headers: { 'content-type': 'Application/JSON; charset=utf-8' },
      body: JSON.stringify(chat),
    },
    response: { status: 200 },
  },
  {
    title: 'malformed JSON is refused as the API does',
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
    title: 'a body of another kind is refused with the kinds that are read',
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
    title: 'a multipart form with a file is read',
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
    title: 'a list in a form needs no brackets',
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
    title: 'an object in a form may be spelled out in names',
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
    title: 'an object in a form may be JSON text',
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
    title: 'an operation that takes a form reads JSON too',
    request: { path: '/v1/skills', json: {} },
    response: { status: 200 },
  },
  {
    title: 'a multipart body without its boundary is refused',
    request: {
      path: '/v1/audio/transcriptions',
      headers: { 'content-type': 'multipart/form-data' },
      body: 'no form',
    },
    response: { status: 400, json: { error: { message: /could not parse the form body/ } } },
  },
  {
    title: 'a session description is read as text and answered in kind',
    request: {
      path: '/v1/realtime/calls',
      headers: { 'content-type': 'application/sdp' },
      body: 'v=0\r\n',
    },
    response: {
      status: 201,
      headers: { 'content-type': 'application/sdp', location: /^\/v1\/realtime\/calls\/rtc_/ },
      text: /^v=0\n/,
    },
  },
  {
    title: 'bytes come as bytes',
    request: { path: '/v1/audio/speech', json: { model: 'tts-1', voice: 'alloy', input: 'Hi' } },
    response: { status: 200, headers: { 'content-type': 'audio/mpeg' } },
  },
  {
    title: 'an Accept header that nothing satisfies is overlooked, as the API does',
    request: { path: '/v1/models', headers: { accept: 'text/html' } },
    response: { status: 200, headers: { 'content-type': 'application/json' } },
  },
  {
    title: 'an Accept header that is no media type does no harm',
    request: { path: '/v1/models', headers: { accept: 'json;;q=x, */' } },
    response: { status: 200 },
  },
]

/** What Prism's controls do. */
export const preferences: Scenario[] = [
  {
    title: 'Prefer chooses a status',
    request: { path: '/v1/chat/completions', json: chat, headers: { prefer: 'code=429' } },
    response: { status: 429, json: { error: { code: 'rate_limit_exceeded' } } },
  },
  {
    title: 'Prefer chooses an example by name',
    request: { path: '/v1/chat/completions', json: chat, headers: { prefer: 'example=functions' } },
    response: { status: 200, json: { choices: [{ finish_reason: 'tool_calls' }] } },
  },
  {
    title: 'Prefer chooses a status and one of its examples',
    request: {
      path: '/v1/chat/completions',
      json: chat,
      headers: { prefer: 'code=429, example=insufficient-quota' },
    },
    response: { status: 429, json: { error: { code: 'insufficient_quota' } } },
  },
  {
    title: 'Prefer chooses an example of an error by its name alone',
    request: { path: '/v1/chat/completions', json: chat, headers: { prefer: 'example=insufficient-quota' } },
    response: { status: 429, json: { error: { code: 'insufficient_quota' } } },
  },
  {
    title: 'an example of another status than the preferred one is refused',
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
    title: 'the query does what Prefer does',
    request: { path: '/v1/chat/completions?__code=429&__example=insufficient-quota', json: chat },
    response: { status: 429, json: { error: { code: 'insufficient_quota' } } },
  },
  {
    title: 'a dynamic answer is made up from the schema',
    request: { path: '/v1/models', headers: { prefer: 'dynamic=true' } },
    response: { status: 200, json: { object: 'list' }, headers: { 'x-mock-warning': null } },
  },
  {
    title: 'a dynamic answer can be asked for in the query',
    request: { path: '/v1/responses/resp_1?__dynamic=true' },
    response: { status: 200, json: { object: 'response' }, headers: { 'x-mock-warning': null } },
  },
  {
    title: 'an unknown example is refused with the names there are',
    request: { path: '/v1/chat/completions', json: chat, headers: { prefer: 'example=nothing' } },
    response: {
      status: 404,
      json: {
        error: { code: 'invalid_preference', message: /default, image-input, functions, logprobs \(200\)/ },
      },
    },
  },
  {
    title: 'an undocumented status is refused with the statuses there are',
    request: { path: '/v1/models', headers: { prefer: 'code=418' } },
    response: {
      status: 404,
      json: { error: { message: /200, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503/ } },
    },
  },
  {
    title: 'a preference that is no status is refused',
    request: { path: '/v1/models', headers: { prefer: 'code=high' } },
    response: { status: 400, json: { error: { param: 'Prefer' } } },
  },
  ...[400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503].map((status): Scenario => ({
    title: `every operation can answer ${status}, in the API's envelope`,
    request: { path: '/v1/organization/groups', headers: { prefer: `code=${status}` } },
    response: { status, json: { error: { message: /\w/, param: null } } },
  })),
]
