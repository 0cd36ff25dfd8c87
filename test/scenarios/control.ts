import { catalogue } from '../../src/generated/catalogue.js'
import { streams } from '../../src/streams/registry.ts'
import type { Scenario } from './scenario.ts'

const settings = { apiKeys: ['sk-first-0123456789'], adminToken: 'admin-0123456789' }
const document = { patches: [{ operation: 'listModels', status: 503 }] }
const namespace = '/__mock/patches/team'

/** A write, by an app that has a token. */
function put(title: string, authorization: string | null, response: Scenario['response']): Scenario {
  return {
    title,
    settings,
    request: { method: 'PUT', path: namespace, headers: { authorization }, json: document },
    response,
  }
}

const wrongToken: Scenario['response'] = {
  status: 401,
  headers: { 'www-authenticate': /^Bearer / },
  json: {
    error: { message: /MOCK_ADMIN_TOKEN/, type: 'invalid_request_error', code: 'invalid_admin_token' },
  },
}

/** What is said under `/__mock`. */
export const controlApi: Scenario[] = [
  ...['/__mock', '/__mock/'].map((path): Scenario => ({
    title: `${path} tells what there is`,
    request: { path, headers: { authorization: null } },
    response: {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'x-request-id': /^req_/,
        'access-control-allow-origin': '*',
      },
      json: { resources: { 'PUT /__mock/patches/{namespace}': /^Puts a patch document/ } },
    },
  })),
  {
    title: 'an unknown path is answered with those that there are',
    request: { path: '/__mock/patch' },
    response: {
      status: 404,
      json: {
        error: {
          message: /^There is no \/__mock\/patch\..*GET, PUT, DELETE \/__mock\/patches\/\{namespace\}/,
        },
      },
    },
  },
  {
    title: 'a wrong method is answered with those that there are',
    request: { method: 'POST', path: '/__mock/status' },
    response: {
      status: 405,
      headers: { allow: 'GET, HEAD, OPTIONS' },
      json: { error: { code: 'method_not_supported' } },
    },
  },
  {
    title: 'the operations are told with their statuses, examples and whether they stream',
    request: { path: '/__mock/operations', headers: { authorization: null } },
    response: {
      status: 200,
      text: /\{"id":"createChatCompletion","method":"POST","path":"\/chat\/completions","streams":true,"statuses":\["200",.*"examples":\{"200":\["default",.*"functions"/,
    },
  },
  {
    title: 'the schema for editors suggests every operation, and takes a glob, too',
    request: { path: '/__mock/schema.json', headers: { authorization: null } },
    response: {
      status: 200,
      headers: { 'content-type': 'application/schema+json' },
      json: { $schema: 'http://json-schema.org/draft-07/schema#', $ref: '#/definitions/PatchDocument' },
      text: /"createChatCompletion",\s*"POST \/chat\/completions"/,
    },
  },
  {
    title: 'the status tells the commit, the counts and who may write',
    needs: 'document',
    settings,
    request: { path: '/__mock/status', headers: { authorization: 'Bearer admin-0123456789' } },
    response: {
      status: 200,
      json: {
        commit: /^[0-9a-f]{40}$/,
        catalogue: {
          operations: catalogue.routes.length,
          streaming: catalogue.routes.filter(streams).length,
        },
        settings: { writing: 'with a token' },
        warnings: [],
      },
      text: /^(?!.*admin-0123456789)/s,
    },
  },
  {
    title: 'the status tells how many patches a namespace has, and what is wrong with them',
    patches: { team: { patches: [{ status: 503 }, { status: 429 }, { staus: 1 }] } },
    request: { path: '/__mock/status', headers: { 'x-mock-namespace': 'team' } },
    response: {
      status: 200,
      json: { status: 'degraded', warnings: [/\/patches\/2\/staus is an unknown field/] },
      text: /"namespace": "team",\s*"patches": 2,/,
    },
  },
  put('the token lets write', 'Bearer admin-0123456789', {
    status: 201,
    headers: { etag: /^"[0-9a-f]{32}"$/ },
    json: { namespace: 'team', patches: 1 },
  }),
  put('a write without a token is refused', null, wrongToken),
  put('a write with another token is refused', 'Bearer admin-012345678', wrongToken),
  put('a write with a key is refused', 'Bearer sk-first-0123456789', wrongToken),
  {
    title: 'a write is refused before its body is looked at',
    settings,
    request: { method: 'PUT', path: namespace, body: '{' },
    response: { status: 401 },
  },
  {
    title: 'a removal without a token is refused',
    settings,
    request: { method: 'DELETE', path: namespace },
    response: wrongToken,
  },
  ...['/__mock/patches/team', '/__mock/namespaces', '/__mock/status'].map((path): Scenario => ({
    title: `${path} of a mock that restricts its keys is for those who have one`,
    settings,
    request: { path, headers: { authorization: 'Bearer sk-other-0123456789' } },
    response: { status: 401, json: { error: { code: 'invalid_api_key' } } },
  })),
  ...['sk-first-0123456789', 'admin-0123456789'].map((key): Scenario => ({
    title: `${key} lets read`,
    settings,
    request: { path: '/__mock/namespaces', headers: { authorization: `Bearer ${key}` } },
    response: { status: 200, json: { namespaces: [] } },
  })),
  {
    title: 'a namespace without a document is not found',
    request: { path: '/__mock/patches/nobody' },
    response: {
      status: 404,
      json: { error: { message: "The namespace 'nobody' has no patch document.", code: 'no_document' } },
    },
  },
  ...['..%2f..%2fetc', '.hidden', 'a'.repeat(65), 'a%00', 'a%2Fb', 'a%5Cb'].map((name): Scenario => ({
    title: `"${name}" is no name of a namespace`,
    request: { path: `/__mock/patches/${name}` },
    response: { status: 400, json: { error: { code: 'invalid_namespace' } } },
  })),
]
