import { catalogue } from '../../src/generated/catalogue.js'
import type { Scenario } from './scenario.ts'

const settings = { apiKeys: ['sk-first-0123456789', 'sk-second-0123456789'] }
const path = '/v1/models'

/** Who is let in. */
export const keys: Scenario[] = [
  {
    title: 'any key will do when none are set',
    request: { path, headers: { authorization: 'Bearer anything' } },
    response: { status: 200 },
  },
  {
    title: "a key in the header of Azure's clients will do",
    request: { path, headers: { authorization: null, 'api-key': 'anything' } },
    response: { status: 200 },
  },
  {
    title: 'a missing key is refused in the words of the API',
    request: { path, headers: { authorization: null } },
    response: {
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="OpenAI API"' },
      json: {
        error: {
          message:
            /^You didn't provide an API key\. You need to provide your API key in an Authorization header/,
          type: 'invalid_request_error',
          param: null,
          code: null,
        },
      },
    },
  },
  {
    title: "an empty key in the header of Azure's clients is none",
    request: { path, headers: { authorization: null, 'api-key': ' ' } },
    response: { status: 401, json: { error: { message: /didn't provide/ } } },
  },
  {
    title: "a key may have spaces, as those of the SDKs' own tests have",
    request: { path: '/v1/models', headers: { authorization: 'Bearer My API Key' } },
    response: { status: 200 },
  },
  ...['sk-no-scheme', 'Bearer', 'Basic OnNrLXRlc3Q='].map((authorization): Scenario => ({
    title: `"${authorization}" is malformed`,
    request: { path, headers: { authorization } },
    response: {
      status: 401,
      json: { error: { message: /must provide your API key in an Authorization header/ } },
    },
  })),
  ...settings.apiKeys.map((key): Scenario => ({
    title: `${key}, one of the keys that are set, is taken`,
    settings,
    request: { path, headers: { authorization: `Bearer ${key}` } },
    response: { status: 200 },
  })),
  {
    title: 'another key than those that are set is refused, and shown with its middle hidden',
    settings,
    request: { path, headers: { authorization: 'Bearer sk-wrong-0123456789' } },
    response: {
      status: 401,
      json: {
        error: {
          message:
            'Incorrect API key provided: sk-wrong*******6789. You can find your API key at https://platform.openai.com/account/api-keys.',
          type: 'invalid_request_error',
          param: null,
          code: 'invalid_api_key',
        },
      },
    },
  },
  ...['sk-first-012345678', 'sk-first-01234567890', 'SK-FIRST-0123456789'].map((key): Scenario => ({
    title: `${key} is not nearly a key`,
    settings,
    request: { path, headers: { authorization: `Bearer ${key}` } },
    response: { status: 401 },
  })),
  {
    title: 'where no key is asked for, none is needed and none is wrong',
    settings: { ...settings, auth: false },
    request: { path, headers: { authorization: null } },
    response: { status: 200 },
  },
  {
    title: 'the status is open where any key will do',
    request: { path: '/__mock/status', headers: { authorization: null } },
    response: {
      status: 200,
      json: { status: 'ok', operations: catalogue.routes.length, settings: { auth: 'any key' } },
    },
  },
  {
    title: 'the status of a mock that restricts its keys is for those who have one',
    settings,
    request: { path: '/__mock/status', headers: { authorization: 'Bearer sk-wrong' } },
    response: { status: 401 },
  },
  {
    title: 'the status says that keys are restricted, and not which there are',
    settings,
    request: { path: '/__mock/status', headers: { authorization: 'Bearer sk-first-0123456789' } },
    response: { status: 200, json: { settings: { auth: 'restricted' } }, text: /^(?!.*sk-)/s },
  },
  {
    title: 'whether the mock is ready is for everyone to know',
    settings,
    request: { path: '/__mock/health', headers: { authorization: null } },
    response: { status: 200 },
  },
]
