import type { Scenario, Step } from '../scenario.ts'

type Headers = Record<string, string>

/** @returns the requests of a namespace */
function namespace(name: string) {
  const headers: Headers = { 'x-mock-namespace': name }
  return {
    headers,
    file: (as: string, text: string, purpose = 'batch'): Step => ({
      as,
      request: {
        path: '/v1/files',
        headers,
        form: [
          ['purpose', purpose],
          ['file', [text]],
        ],
      },
    }),
    post: (as: string, path: string, json: object = {}): Step => ({ as, request: { path, json, headers } }),
    get: (as: string, path: string): Step => ({ as, request: { path, headers } }),
    remove: (path: string): Step => ({ request: { method: 'DELETE', path, headers } }),
  }
}

const chat = '/v1/chat/completions'

/** @returns a line of a batch's input file */
function line(customId: string, content: string, role = 'user'): string {
  const body = { model: 'gpt-4o', messages: [{ role, content }] }
  return JSON.stringify({ custom_id: customId, method: 'POST', url: chat, body })
}

const newBatch = { input_file_id: '{file.id}', endpoint: chat, completion_window: '24h' }

const one = namespace('batches-1')
const two = namespace('batches-2')
const three = namespace('batches-3')
const four = namespace('batches-4')
const five = namespace('batches-5')
const six = namespace('batches-6')
const seven = namespace('batches-7')

/** Batches that send every line of their input file to the mock. */
export const batches: Scenario[] = [
  {
    title: 'a batch is validating when it is created',
    needs: 'document',
    before: [one.file('file', line('a', 'Hi'))],
    request: { path: '/v1/batches', json: newBatch, headers: one.headers },
    response: {
      status: 200,
      json: { status: 'validating', request_counts: { total: 0, completed: 0, failed: 0 } },
    },
  },
  {
    title: 'a retrieved batch has sent every line',
    before: [
      two.file('file', [line('a', 'Hi'), line('b', 'Hi', 'nobody')].join('\n')),
      two.post('batch', '/v1/batches', newBatch),
    ],
    request: { path: '/v1/batches/{batch.id}', headers: two.headers },
    response: {
      status: 200,
      json: {
        status: 'completed',
        request_counts: { total: 2, completed: 1, failed: 1 },
        output_file_id: /^file-/,
        error_file_id: /^file-/,
      },
    },
  },
  {
    title: 'the output file of a batch has the answers that patches give',
    patches: { 'batches-3': { patches: [{ operation: 'createChatCompletion', reply: 'Patched' }] } },
    before: [
      three.file('file', line('a', 'Hi')),
      three.post('batch', '/v1/batches', newBatch),
      three.get('done', '/v1/batches/{batch.id}'),
    ],
    request: { path: '/v1/files/{done.output_file_id}/content', headers: three.headers },
    response: { status: 200, text: /"custom_id":"a".*"status_code":200.*"content":"Patched"/ },
  },
  {
    title: 'one wrong line fails the whole batch',
    before: [
      four.file('file', [line('a', 'Hi'), 'no JSON', line('a', 'Hi')].join('\n')),
      four.post('batch', '/v1/batches', newBatch),
    ],
    request: { path: '/v1/batches/{batch.id}', headers: four.headers },
    response: {
      status: 200,
      json: {
        status: 'failed',
        output_file_id: null,
        errors: {
          object: 'list',
          data: [
            {
              code: 'invalid_json_line',
              line: 2,
              message: 'This line is not parseable as valid JSON.',
              param: null,
            },
            { code: 'duplicate_custom_id', line: 3, param: 'custom_id' },
          ],
        },
      },
    },
  },
  {
    title: 'a batch of a deleted file fails',
    before: [
      five.file('file', line('a', 'Hi')),
      five.remove('/v1/files/{file.id}'),
      five.post('batch', '/v1/batches', newBatch),
    ],
    request: { path: '/v1/batches/{batch.id}', headers: five.headers },
    response: {
      status: 200,
      json: { status: 'failed', errors: { data: [{ code: 'invalid_request', param: 'file_id' }] } },
    },
  },
  {
    title: 'a completed batch cannot be cancelled',
    before: [
      six.file('file', line('a', 'Hi')),
      six.post('batch', '/v1/batches', newBatch),
      six.get('done', '/v1/batches/{batch.id}'),
    ],
    request: { method: 'POST', path: '/v1/batches/{batch.id}/cancel', headers: six.headers },
    response: {
      status: 409,
      json: { error: { message: "Cannot cancel a batch with status 'completed'." } },
    },
  },
  {
    title: 'a cancelled batch sends nothing',
    before: [
      seven.file('file', line('a', 'Hi')),
      seven.post('batch', '/v1/batches', newBatch),
      seven.post('cancelling', '/v1/batches/{batch.id}/cancel'),
    ],
    request: { path: '/v1/batches/{batch.id}', headers: seven.headers },
    response: {
      status: 200,
      json: {
        status: 'cancelled',
        request_counts: { total: 1, completed: 0, failed: 1 },
        output_file_id: null,
      },
    },
  },
]

const upload = { filename: 'a.jsonl', bytes: 6, mime_type: 'text/jsonl', purpose: 'fine-tune' }

/** @returns a step that sends a part of `upload` */
function part(as: string, text: string, headers: Headers): Step {
  return { as, request: { path: '/v1/uploads/{upload.id}/parts', headers, form: [['data', [text]]] } }
}

const eight = namespace('uploads-1')
const nine = namespace('uploads-2')
const ten = namespace('uploads-3')
const eleven = namespace('uploads-4')

/** Files that are uploaded in parts. */
export const uploads: Scenario[] = [
  {
    title: 'a completed upload is a file with the parts in the order of the request',
    before: [
      eight.post('upload', '/v1/uploads', upload),
      part('last', 'def', eight.headers),
      part('first', 'abc', eight.headers),
      eight.post('done', '/v1/uploads/{upload.id}/complete', {
        part_ids: ['{first.id}', '{last.id}'],
        md5: 'e80b5017098950fc58aad83c8c14978e',
      }),
    ],
    request: { path: '/v1/files/{done.file.id}/content', headers: eight.headers },
    response: { status: 200, text: 'abcdef' },
  },
  {
    title: 'the parts of an upload must have the announced size',
    before: [eight.post('upload', '/v1/uploads', upload), part('only', 'abc', eight.headers)],
    request: {
      path: '/v1/uploads/{upload.id}/complete',
      json: { part_ids: ['{only.id}'] },
      headers: eight.headers,
    },
    response: {
      status: 400,
      json: {
        error: {
          message: 'The parts have 3 bytes, but the upload was created for 6 bytes.',
          param: 'part_ids',
        },
      },
    },
  },
  {
    title: 'a wrong checksum of an upload is an error',
    before: [nine.post('upload', '/v1/uploads', upload), part('only', 'abcdef', nine.headers)],
    request: {
      path: '/v1/uploads/{upload.id}/complete',
      json: { part_ids: ['{only.id}'], md5: '00000000000000000000000000000000' },
      headers: nine.headers,
    },
    response: { status: 400, json: { error: { param: 'md5' } } },
  },
  {
    title: 'a cancelled upload takes no parts',
    before: [
      ten.post('upload', '/v1/uploads', upload),
      ten.post('cancelled', '/v1/uploads/{upload.id}/cancel'),
    ],
    request: { path: '/v1/uploads/{upload.id}/parts', headers: ten.headers, form: [['data', ['abc']]] },
    response: { status: 400, json: { error: { message: /^Upload '.*' is cancelled\./ } } },
  },
  {
    title: 'creating an upload makes the list of files empty instead of an example',
    before: [eleven.post('upload', '/v1/uploads', upload)],
    request: { path: '/v1/files', headers: eleven.headers },
    response: { status: 200, json: { data: [], has_more: false } },
  },
]
