import type { Scenario } from '../scenario.ts'
import { create, inNamespace } from './steps.ts'

const assistant = { model: 'gpt-4o', name: 'Clerk', metadata: { team: 'a' } }

/** Create, list, get, update, delete, then 404. */
export const keptObjects: Scenario[] = [
  {
    title: 'a created object is retrieved as it was answered',
    before: [create('state-1', '/v1/assistants', assistant)],
    request: { path: '/v1/assistants/{created.id}', headers: inNamespace('state-1') },
    response: {
      status: 200,
      headers: { 'x-mock-state': 'stored' },
      json: { id: '{created.id}', name: 'Clerk', metadata: { team: 'a' } },
    },
  },
  {
    title: 'identical creations make different objects',
    before: [
      create('state-2', '/v1/assistants', assistant, 'one'),
      create('state-2', '/v1/assistants', assistant, 'other'),
    ],
    request: { path: '/v1/assistants', headers: inNamespace('state-2') },
    response: { status: 200, json: { data: [{ id: '{other.id}' }, { id: '{one.id}' }], has_more: false } },
  },
  {
    title: 'a list starts after its cursor in the requested order',
    before: [
      create('state-3', '/v1/assistants', { ...assistant, name: 'One' }, 'one'),
      create('state-3', '/v1/assistants', { ...assistant, name: 'Two' }, 'two'),
      create('state-3', '/v1/assistants', { ...assistant, name: 'Three' }, 'three'),
    ],
    request: {
      path: '/v1/assistants?order=asc&limit=1&after={one.id}',
      headers: inNamespace('state-3'),
    },
    response: {
      status: 200,
      json: { data: [{ name: 'Two' }], first_id: '{two.id}', last_id: '{two.id}', has_more: true },
    },
  },
  {
    title: 'a changed object keeps the properties that the request omits',
    before: [
      create('state-4', '/v1/assistants', assistant),
      create('state-4', '/v1/assistants/{created.id}', { name: 'Chief' }, 'changed'),
    ],
    request: { path: '/v1/assistants/{created.id}', headers: inNamespace('state-4') },
    response: { status: 200, json: { name: 'Chief', metadata: { team: 'a' }, model: 'gpt-4o' } },
  },
  {
    title: 'a deleted object is not found',
    before: [
      create('state-5', '/v1/assistants', assistant),
      { request: { method: 'DELETE', path: '/v1/assistants/{created.id}', headers: inNamespace('state-5') } },
    ],
    request: { path: '/v1/assistants/{created.id}', headers: inNamespace('state-5') },
    response: {
      status: 404,
      headers: { 'x-mock-state': 'gone' },
      json: {
        error: {
          message: "No assistant found with id '{created.id}'.",
          type: 'invalid_request_error',
          param: null,
          code: null,
        },
      },
    },
  },
  {
    title: 'deleting a parent deletes its children',
    before: [
      create('state-6', '/v1/threads', {}, 'thread'),
      create('state-6', '/v1/threads/{thread.id}/messages', { role: 'user', content: 'Hi' }, 'message'),
      { request: { method: 'DELETE', path: '/v1/threads/{thread.id}', headers: inNamespace('state-6') } },
    ],
    request: {
      path: '/v1/threads/{thread.id}/messages/{message.id}',
      headers: inNamespace('state-6'),
    },
    response: { status: 404, json: { error: { message: "No thread found with id '{thread.id}'." } } },
  },
  {
    title: 'a new parent has no children',
    before: [create('state-7', '/v1/threads', {}, 'thread')],
    request: { path: '/v1/threads/{thread.id}/messages', headers: inNamespace('state-7') },
    response: { status: 200, json: { data: [], first_id: null, last_id: null, has_more: false } },
  },
  {
    title: 'namespaces do not share objects',
    before: [create('state-8', '/v1/assistants', assistant)],
    request: { path: '/v1/assistants/{created.id}', headers: inNamespace('state-9') },
    response: { status: 200, headers: { 'x-mock-state': 'example' }, json: { name: 'HR Helper' } },
    needs: 'document',
  },
  {
    title: 'a file is downloaded with the bytes that were uploaded',
    before: [
      {
        as: 'file',
        request: {
          path: '/v1/files',
          headers: inNamespace('state-10'),
          form: [
            ['purpose', 'batch'],
            ['file', ['the bytes of the file']],
          ],
        },
      },
    ],
    request: { path: '/v1/files/{file.id}/content', headers: inNamespace('state-10') },
    response: {
      status: 200,
      headers: {
        'content-disposition': 'attachment; filename="file.txt"',
        'x-content-type-options': 'nosniff',
      },
      text: 'the bytes of the file',
    },
  },
  {
    title: 'a secret of a created object is shown once',
    before: [create('state-11', '/v1/organization/admin_api_keys', { name: 'Audit' })],
    request: { path: '/v1/organization/admin_api_keys/{created.id}', headers: inNamespace('state-11') },
    response: { status: 200, json: { name: 'Audit' }, text: /^(?!.*"value":"sk-).*$/s },
  },
  {
    title: 'a member of a group is the user with the id of the request',
    before: [
      create('state-12', '/v1/organization/groups', { name: 'Team' }, 'group'),
      create('state-12', '/v1/organization/groups/{group.id}/users', { user_id: 'user-one' }, 'member'),
    ],
    request: { path: '/v1/organization/groups/{group.id}/users', headers: inNamespace('state-12') },
    response: { status: 200, json: { data: [{ id: 'user-one' }], has_more: false, next: null } },
  },
  {
    title: 'a singleton is the example again after its reset',
    before: [
      create('state-13', '/v1/organization/spend_limit', {
        threshold_amount: 5,
        currency: 'USD',
        interval: 'month',
      }),
      {
        request: { method: 'DELETE', path: '/v1/organization/spend_limit', headers: inNamespace('state-13') },
      },
    ],
    request: { path: '/v1/organization/spend_limit', headers: inNamespace('state-13') },
    response: { status: 200, headers: { 'x-mock-state': 'example' } },
  },
]

/** The modes `on`, `off` and `strict`. */
export const stateModes: Scenario[] = [
  {
    title: 'an unknown id is an example by default',
    request: { path: '/v1/assistants/asst_1', headers: inNamespace('state-20') },
    response: { status: 200, headers: { 'x-mock-state': 'example' }, json: { id: 'asst_1' } },
  },
  {
    title: 'an unknown id among kept objects causes a warning',
    before: [create('state-21', '/v1/assistants', assistant)],
    request: {
      path: '/v1/assistants/asst_1',
      headers: { ...inNamespace('state-21'), 'openai-beta': 'assistants=v2' },
    },
    response: {
      status: 200,
      headers: {
        'x-mock-warning': "no assistant 'asst_1' was created in the namespace 'state-21': this is an example",
      },
    },
  },
  {
    title: 'an unknown id is not found with X-Mock-State: strict',
    request: {
      path: '/v1/assistants/asst_1',
      headers: { ...inNamespace('state-20'), 'x-mock-state': 'strict' },
    },
    response: { status: 404, json: { error: { message: "No assistant found with id 'asst_1'." } } },
  },
  {
    title: 'a list that was never written to is empty with the setting strict',
    patches: { 'state-22': { settings: { state: 'strict' }, patches: [] } },
    request: { path: '/v1/assistants', headers: inNamespace('state-22') },
    response: { status: 200, json: { data: [], has_more: false } },
  },
  {
    title: 'nothing is kept with X-Mock-State: off',
    before: [
      {
        as: 'created',
        request: {
          path: '/v1/assistants',
          json: assistant,
          headers: { ...inNamespace('state-23'), 'x-mock-state': 'off' },
        },
      },
    ],
    request: { path: '/v1/assistants', headers: inNamespace('state-23') },
    response: { status: 200, headers: { 'x-mock-state': 'example' } },
  },
  {
    title: 'the header of a request takes precedence over the setting of its namespace',
    patches: { 'state-24': { settings: { state: 'strict' }, patches: [] } },
    request: {
      path: '/v1/assistants/asst_1',
      headers: { ...inNamespace('state-24'), 'x-mock-state': 'off' },
    },
    response: { status: 200, headers: { 'x-mock-state': null } },
  },
  {
    title: 'an unknown mode in X-Mock-State is an error',
    request: { path: '/v1/assistants', headers: { 'x-mock-state': 'maybe' } },
    response: {
      status: 400,
      json: {
        error: { message: 'Invalid X-Mock-State: maybe. Expected on, off or strict.', param: 'X-Mock-State' },
      },
    },
  },
  {
    title: 'nothing is kept if the request selects a status',
    before: [create('state-25', '/v1/assistants', assistant)],
    request: {
      method: 'DELETE',
      path: '/v1/assistants/{created.id}',
      headers: { ...inNamespace('state-25'), prefer: 'code=200' },
    },
    response: { status: 200, headers: { 'x-mock-state': 'example' } },
  },
  {
    title: 'an object is kept as patches changed it',
    patches: {
      'state-26': {
        patches: [{ operation: 'createAssistant', merge: { id: 'asst_patched', name: 'Patched' } }],
      },
    },
    before: [create('state-26', '/v1/assistants', assistant)],
    request: { path: '/v1/assistants/asst_patched', headers: inNamespace('state-26') },
    response: { status: 200, headers: { 'x-mock-state': 'stored' }, json: { name: 'Patched' } },
  },
]
