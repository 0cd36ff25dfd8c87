import { catalogue } from '../../../src/generated/catalogue.js'
import { supportsStreaming } from '../../../src/operations/streams.ts'
import type { Scenario } from '../scenario.ts'

const settings = { apiKeys: ['sk-first-0123456789'], adminToken: 'admin-0123456789' }
const document = { patches: [{ operation: 'listModels', status: 503 }] }
const patchesPath = '/__mock/patches/team'

/** A write to an app with an admin token. */
function putScenario(title: string, authorization: string | null, response: Scenario['response']): Scenario {
  return {
    title,
    settings,
    request: { method: 'PUT', path: patchesPath, headers: { authorization }, json: document },
    response,
  }
}

const invalidTokenResponse: Scenario['response'] = {
  status: 401,
  headers: { 'www-authenticate': /^Bearer / },
  json: {
    error: { message: /MOCK_ADMIN_TOKEN/, type: 'invalid_request_error', code: 'invalid_admin_token' },
  },
}

/** Single requests to the control API. */
export const controlApi: Scenario[] = [
  ...['/__mock', '/__mock/'].map((path): Scenario => ({
    title: `${path} lists the resources of the control API`,
    request: { path, headers: { authorization: null } },
    response: {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'x-request-id': /^req_/,
      },
      json: { resources: { 'PUT /__mock/patches/{namespace}': /^Replaces the patch document/ } },
    },
  })),
  ...(
    [
      ['a page of another site', { origin: 'http://evil.example' }],
      ['a sandboxed page', { origin: 'null' }],
      ['an image or script of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }],
      ['a page of another port', { 'sec-fetch-site': 'same-site' }],
    ] as const
  ).map(([page, headers]): Scenario => ({
    title: `the control API rejects ${page}`,
    request: { path: '/__mock/status', headers },
    response: { status: 403, json: { error: { code: 'origin_not_allowed' } } },
  })),
  {
    title: 'a link of another site opens the index of the control API',
    request: {
      path: '/__mock',
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    },
    response: { status: 200 },
  },
  {
    title: 'an unknown control API path is rejected with the available paths',
    request: { path: '/__mock/patch' },
    response: {
      status: 404,
      json: {
        error: {
          message: /^Unknown path \/__mock\/patch\..*GET, PUT, DELETE \/__mock\/patches\/\{namespace\}/,
        },
      },
    },
  },
  {
    title: 'an unsupported method on /__mock/status is rejected with the allowed methods',
    request: { method: 'POST', path: '/__mock/status' },
    response: {
      status: 405,
      headers: { allow: 'GET, HEAD, OPTIONS' },
      json: { error: { code: 'method_not_supported' } },
    },
  },
  {
    title: '/__mock/operations lists statuses, examples and streaming of each operation',
    request: { path: '/__mock/operations', headers: { authorization: null } },
    response: {
      status: 200,
      text: /\{"id":"createChatCompletion","method":"POST","path":"\/chat\/completions","streams":true,"statuses":\["200",.*"examples":\{"200":\["default",.*"functions"/,
    },
  },
  {
    title: '/__mock/schema.json suggests every operation id and path',
    request: { path: '/__mock/schema.json', headers: { authorization: null } },
    response: {
      status: 200,
      headers: { 'content-type': 'application/schema+json' },
      json: { $schema: 'http://json-schema.org/draft-07/schema#', $ref: '#/definitions/PatchDocument' },
      text: /"createChatCompletion",\s*"POST \/chat\/completions"/,
    },
  },
  {
    title: '/__mock/status reports the commit, the counts and the write policy',
    needs: 'document',
    settings,
    request: { path: '/__mock/status', headers: { authorization: 'Bearer admin-0123456789' } },
    response: {
      status: 200,
      json: {
        commit: /^[0-9a-f]{40}$/,
        catalogue: {
          operations: catalogue.routes.length,
          streaming: catalogue.routes.filter(supportsStreaming).length,
        },
        settings: { writing: 'with a token' },
        warnings: [],
      },
      text: /^(?!.*admin-0123456789)/s,
    },
  },
  {
    title: '/__mock/status reports the patch count and warnings of a namespace',
    patches: { team: { patches: [{ status: 503 }, { status: 429 }, { staus: 1 }] } },
    request: { path: '/__mock/status', headers: { 'x-mock-namespace': 'team' } },
    response: {
      status: 200,
      json: { status: 'degraded', warnings: [/\/patches\/2\/staus is an unknown field/] },
      text: /"namespace": "team",\s*"patches": 2,/,
    },
  },
  putScenario('PUT with the admin token stores the document', 'Bearer admin-0123456789', {
    status: 201,
    headers: { etag: /^"[0-9a-f]{32}"$/ },
    json: { namespace: 'team', patches: 1 },
  }),
  putScenario('PUT without a token is rejected', null, invalidTokenResponse),
  putScenario('PUT with a wrong token is rejected', 'Bearer admin-012345678', invalidTokenResponse),
  putScenario('PUT with an API key is rejected', 'Bearer sk-first-0123456789', invalidTokenResponse),
  {
    title: 'PUT without a token is rejected before the body is parsed',
    settings,
    request: { method: 'PUT', path: patchesPath, body: '{' },
    response: { status: 401 },
  },
  {
    title: 'DELETE without a token is rejected',
    settings,
    request: { method: 'DELETE', path: patchesPath },
    response: invalidTokenResponse,
  },
  ...['/__mock/patches/team', '/__mock/namespaces', '/__mock/status'].map((path): Scenario => ({
    title: `GET ${path} requires a valid key if keys are restricted`,
    settings,
    request: { path, headers: { authorization: 'Bearer sk-other-0123456789' } },
    response: { status: 401, json: { error: { code: 'invalid_api_key' } } },
  })),
  ...['sk-first-0123456789', 'admin-0123456789'].map((key): Scenario => ({
    title: `GET /__mock/namespaces accepts the key ${key}`,
    settings,
    request: { path: '/__mock/namespaces', headers: { authorization: `Bearer ${key}` } },
    response: { status: 200, json: { namespaces: [] } },
  })),
  {
    title: 'GET of a namespace without a document returns 404',
    request: { path: '/__mock/patches/nobody' },
    response: {
      status: 404,
      json: { error: { message: "The namespace 'nobody' has no patch document.", code: 'no_document' } },
    },
  },
  ...['..%2f..%2fetc', '.hidden', 'a'.repeat(65), 'a%00', 'a%2Fb', 'a%5Cb'].map((name): Scenario => ({
    title: `"${name}" is rejected as a namespace name`,
    request: { path: `/__mock/patches/${name}` },
    response: { status: 400, json: { error: { code: 'invalid_namespace' } } },
  })),
]
