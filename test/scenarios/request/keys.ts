import { catalogue } from '../../../src/generated/catalogue.js'
import type { Scenario } from '../scenario.ts'

const settings = { apiKeys: ['sk-first-0123456789', 'sk-second-0123456789'] }
const path = '/v1/models'

/** Authentication with API keys. */
export const keys: Scenario[] = [
  {
    title: 'any key is accepted if no keys are configured',
    request: { path, headers: { authorization: 'Bearer anything' } },
    response: { status: 200 },
  },
  {
    title: 'a key in the api-key header of Azure clients is accepted',
    request: { path, headers: { authorization: null, 'api-key': 'anything' } },
    response: { status: 200 },
  },
  {
    title: "a missing key is rejected in OpenAI's words",
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
    title: 'an empty api-key header is rejected as a missing key',
    request: { path, headers: { authorization: null, 'api-key': ' ' } },
    response: { status: 401, json: { error: { message: /didn't provide/ } } },
  },
  {
    title: 'a key with spaces is accepted',
    request: { path: '/v1/models', headers: { authorization: 'Bearer My API Key' } },
    response: { status: 200 },
  },
  ...['sk-no-scheme', 'Bearer', 'Basic OnNrLXRlc3Q='].map((authorization): Scenario => ({
    title: `the authorization "${authorization}" is rejected as malformed`,
    request: { path, headers: { authorization } },
    response: {
      status: 401,
      json: { error: { message: /must provide your API key in an Authorization header/ } },
    },
  })),
  ...settings.apiKeys.map((key): Scenario => ({
    title: `the configured key ${key} is accepted`,
    settings,
    request: { path, headers: { authorization: `Bearer ${key}` } },
    response: { status: 200 },
  })),
  {
    title: 'an unconfigured key is rejected and masked in the message',
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
    title: `the near miss ${key} of a configured key is rejected`,
    settings,
    request: { path, headers: { authorization: `Bearer ${key}` } },
    response: { status: 401 },
  })),
  {
    title: 'auth: false accepts a request without a key',
    settings: { ...settings, auth: false },
    request: { path, headers: { authorization: null } },
    response: { status: 200 },
  },
  {
    title: '/__mock/status is open if no keys are configured',
    request: { path: '/__mock/status', headers: { authorization: null } },
    response: {
      status: 200,
      json: { status: 'ok', operations: catalogue.routes.length, settings: { auth: 'any key' } },
    },
  },
  {
    title: '/__mock/status rejects a wrong key if keys are configured',
    settings,
    request: { path: '/__mock/status', headers: { authorization: 'Bearer sk-wrong' } },
    response: { status: 401 },
  },
  {
    title: '/__mock/status reports restricted keys without listing them',
    settings,
    request: { path: '/__mock/status', headers: { authorization: 'Bearer sk-first-0123456789' } },
    response: { status: 200, json: { settings: { auth: 'restricted' } }, text: /^(?!.*sk-)/s },
  },
  {
    title: '/__mock/health is open even if keys are configured',
    settings,
    request: { path: '/__mock/health', headers: { authorization: null } },
    response: { status: 200 },
  },
]
