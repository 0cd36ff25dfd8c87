import type { Scenario } from '../scenario.ts'

const admin = { authorization: 'Bearer admin-token' }

/** @returns the path of the state of a namespace; any key may change those of tests */
const stateOf = (namespace: string) => `/__mock/state/${namespace}`

const seed = {
  assistants: [{ id: 'asst_hr', name: 'HR' }],
  files: [{ id: 'file-book', filename: 'book.md', purpose: 'fine-tune', text: 'Holidays' }],
  threads: [{ id: 'thread_1', messages: [{ id: 'msg_1', role: 'user' }] }],
}

const put = (namespace: string, json: object = seed) => ({
  request: { method: 'PUT', path: stateOf(namespace), json },
})

/** `/__mock/state`: documents of all objects of a namespace. */
export const stateControl: Scenario[] = [
  {
    title: 'an item of a document has the properties of the example that it lacks',
    before: [put('t-state-1')],
    request: { path: '/v1/assistants/asst_hr', headers: { 'x-mock-namespace': 't-state-1' } },
    response: {
      status: 200,
      headers: { 'x-mock-state': 'stored' },
      json: { id: 'asst_hr', object: 'assistant', name: 'HR', model: /./ },
    },
  },
  {
    title: 'children of a document stand in their parent',
    before: [put('t-state-2')],
    request: { path: '/v1/threads/thread_1/messages', headers: { 'x-mock-namespace': 't-state-2' } },
    response: { status: 200, json: { data: [{ id: 'msg_1', thread_id: 'thread_1' }], has_more: false } },
  },
  {
    title: 'a file of a document has its text as content',
    before: [put('t-state-3')],
    request: { path: '/v1/files/file-book/content', headers: { 'x-mock-namespace': 't-state-3' } },
    response: { status: 200, text: 'Holidays' },
  },
  {
    title: 'the state of a namespace is returned as a document with an ETag',
    before: [put('t-state-4')],
    request: { path: stateOf('t-state-4') },
    response: {
      status: 200,
      headers: { etag: /^"[0-9a-f]{32}"$/ },
      json: {
        $snapshot: true,
        assistants: [{ id: 'asst_hr', name: 'HR' }],
        files: [{ id: 'file-book', text: 'Holidays' }],
        threads: [{ id: 'thread_1', messages: [{ id: 'msg_1' }] }],
      },
    },
  },
  {
    title: 'the contents of files can be left out of the state',
    before: [put('t-state-5')],
    request: { path: `${stateOf('t-state-5')}?contents=no` },
    response: { status: 200, text: /^(?!.*Holidays)/s },
  },
  {
    title: 'a document with an unknown collection is refused',
    request: { method: 'PUT', path: stateOf('t-state-6'), json: { assistant: [] } },
    response: {
      status: 422,
      json: {
        error: {
          message:
            "The document of the state has issues: /assistant 'assistant' is not a collection of the API.",
          param: '/assistant',
        },
      },
    },
  },
  {
    title: 'a document that does not fit the response schema is refused',
    request: { method: 'PUT', path: stateOf('t-state-7'), json: { assistants: [{ id: 'asst_1', name: 5 }] } },
    response: { status: 422, json: { error: { code: 'invalid_state', param: '/assistants/0/name' } } },
  },
  {
    title: 'a state that is not JSON is refused',
    request: { method: 'PUT', path: stateOf('t-state-8'), body: 'no JSON' },
    response: { status: 400, json: { error: { message: /^The body is not a JSON object/ } } },
  },
  {
    title: 'objects can be added to a namespace',
    before: [
      put('t-state-9'),
      {
        request: {
          method: 'POST',
          path: stateOf('t-state-9'),
          json: { assistants: [{ id: 'asst_it', name: 'IT' }] },
        },
      },
    ],
    request: { path: '/v1/assistants', headers: { 'x-mock-namespace': 't-state-9' } },
    response: { status: 200, json: { data: [{ name: 'IT' }, { name: 'HR' }] } },
  },
  {
    title: 'a namespace without a seed is empty after its reset',
    before: [put('t-state-10'), { request: { method: 'DELETE', path: stateOf('t-state-10') } }],
    request: { path: '/v1/assistants/asst_hr', headers: { 'x-mock-namespace': 't-state-10' } },
    response: { status: 200, headers: { 'x-mock-state': 'example' } },
  },
  {
    title: 'a namespace can be a copy of another one',
    before: [
      put('t-state-11'),
      { request: { path: `${stateOf('t-state-12')}/copy`, json: { from: 't-state-11' } } },
    ],
    request: { path: '/v1/files/file-book/content', headers: { 'x-mock-namespace': 't-state-12' } },
    response: { status: 200, text: 'Holidays' },
  },
  {
    title: 'a deleted id stays deleted in a copy',
    before: [
      put('t-state-13'),
      {
        request: {
          method: 'DELETE',
          path: '/v1/assistants/asst_hr',
          headers: { 'x-mock-namespace': 't-state-13' },
        },
      },
      { request: { path: `${stateOf('t-state-14')}/copy`, json: { from: 't-state-13' } } },
    ],
    request: { path: '/v1/assistants/asst_hr', headers: { 'x-mock-namespace': 't-state-14' } },
    response: { status: 404 },
  },
  {
    title: 'the state of a namespace of tests cannot be changed without a key',
    request: { method: 'DELETE', path: stateOf('t-state-15'), headers: { authorization: null } },
    response: { status: 401, json: { error: { code: 'missing_key' } } },
  },
  {
    title: 'the state of any other namespace needs write access',
    settings: { adminToken: 'admin-token' },
    request: { method: 'DELETE', path: stateOf('team') },
    response: { status: 401, json: { error: { code: 'invalid_admin_token' } } },
  },
  {
    title: 'an invalid namespace of a copy is an error',
    request: { path: `${stateOf('t-state-16')}/copy`, json: { from: '../x' }, headers: admin },
    response: { status: 400, json: { error: { code: 'invalid_namespace', param: 'from' } } },
  },
]
