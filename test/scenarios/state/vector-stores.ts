import type { Scenario, Step } from '../scenario.ts'
import { create, inNamespace, look, remove } from './steps.ts'

/** @returns a step that uploads a text file */
function upload(namespace: string, text: string, as: string): Step {
  const form: [string, string | [string]][] = [
    ['purpose', 'assistants'],
    ['file', [text]],
  ]
  return { as, request: { path: '/v1/files', headers: inNamespace(namespace), form } }
}

const VACATION = 'Every employee has 30 days of paid vacation per year.'
const LUNCH = 'The cafeteria serves pizza on Fridays.'

/** @returns steps that create a store with two attached files that have attributes */
function storeWithFiles(namespace: string): Step[] {
  const attach = (file: string, attributes: object) =>
    create(
      namespace,
      '/v1/vector_stores/{store.id}/files',
      { file_id: `{${file}.id}`, attributes },
      `${file}2`,
    )
  return [
    upload(namespace, VACATION, 'vacation'),
    upload(namespace, LUNCH, 'lunch'),
    create(namespace, '/v1/vector_stores', { name: 'HR' }, 'store'),
    attach('vacation', { year: 2024, area: 'hr' }),
    attach('lunch', { year: 2025, area: 'food' }),
  ]
}

const search = (namespace: string, json: object) => ({
  path: '/v1/vector_stores/{store.id}/search',
  headers: inNamespace(namespace),
  json,
})

/** Vector stores: attached files are split, embedded and found. */
export const keptVectorStores: Scenario[] = [
  {
    title: 'an attached file is in progress at first and completed when it is retrieved',
    before: [
      ...storeWithFiles('stores-1'),
      look('stores-1', '/v1/vector_stores/{store.id}/files/{vacation.id}'),
    ],
    request: { path: '/v1/vector_stores/{store.id}', headers: inNamespace('stores-1') },
    response: {
      status: 200,
      json: {
        status: 'completed',
        usage_bytes: VACATION.length + LUNCH.length + 2 * 1024,
        file_counts: { in_progress: 0, completed: 2, failed: 0, cancelled: 0, total: 2 },
      },
    },
  },
  {
    title: 'a search returns the passages of the attached files, best first',
    before: storeWithFiles('stores-2'),
    request: search('stores-2', { query: 'How many vacation days do I have?' }),
    response: {
      status: 200,
      headers: { 'x-mock-state': 'stored' },
      json: {
        search_query: ['How many vacation days do I have?'],
        data: [
          {
            file_id: '{vacation.id}',
            filename: 'file.txt',
            attributes: { year: 2024, area: 'hr' },
            content: [{ type: 'text', text: VACATION }],
          },
          { file_id: '{lunch.id}' },
        ],
        has_more: false,
      },
    },
  },
  {
    title: 'a search ignores files whose attributes fail its filter',
    before: storeWithFiles('stores-3'),
    request: search('stores-3', {
      query: 'vacation',
      filters: {
        type: 'or',
        filters: [
          { type: 'gt', key: 'year', value: 2024 },
          {
            type: 'and',
            filters: [
              { type: 'eq', key: 'area', value: 'hr' },
              { type: 'ne', key: 'year', value: 2024 },
            ],
          },
        ],
      },
    }),
    response: { status: 200, json: { data: [{ file_id: '{lunch.id}' }] } },
  },
  {
    title: 'a search returns passages of the minimum score up to the requested number',
    before: storeWithFiles('stores-4'),
    request: search('stores-4', {
      query: 'paid vacation',
      max_num_results: 5,
      ranking_options: { score_threshold: 0.4 },
    }),
    response: { status: 200, json: { data: [{ file_id: '{vacation.id}' }] } },
  },
  {
    title: 'a file that is deleted leaves its vector stores',
    before: [...storeWithFiles('stores-5'), remove('stores-5', '/v1/files/{vacation.id}')],
    request: search('stores-5', { query: 'vacation' }),
    response: { status: 200, json: { data: [{ file_id: '{lunch.id}' }] } },
  },
  {
    title: 'a file that is detached stays, and the store counts it no more',
    before: [
      ...storeWithFiles('stores-6'),
      remove('stores-6', '/v1/vector_stores/{store.id}/files/{vacation.id}'),
      look('stores-6', '/v1/files/{vacation.id}'),
    ],
    request: { path: '/v1/vector_stores/{store.id}', headers: inNamespace('stores-6') },
    response: { status: 200, json: { file_counts: { completed: 1, total: 1 } } },
  },
  {
    title: 'the content of a file of a vector store is its text',
    before: storeWithFiles('stores-7'),
    request: {
      path: '/v1/vector_stores/{store.id}/files/{lunch.id}/content',
      headers: inNamespace('stores-7'),
    },
    response: { status: 200, json: { data: [{ type: 'text', text: LUNCH }], has_more: false } },
  },
  {
    title: 'changed attributes decide which filters a file passes',
    before: [
      ...storeWithFiles('stores-8'),
      create(
        'stores-8',
        '/v1/vector_stores/{store.id}/files/{lunch.id}',
        { attributes: { area: 'hr' } },
        'b',
      ),
    ],
    request: search('stores-8', { query: 'pizza', filters: { type: 'eq', key: 'area', value: 'hr' } }),
    response: { status: 200, json: { data: [{ file_id: '{lunch.id}' }, { file_id: '{vacation.id}' }] } },
  },
  {
    title: 'a file batch lists its files, and counts them when it is retrieved',
    before: [
      upload('stores-9', VACATION, 'one'),
      upload('stores-9', LUNCH, 'other'),
      create('stores-9', '/v1/vector_stores', {}, 'store'),
      create(
        'stores-9',
        '/v1/vector_stores/{store.id}/file_batches',
        { files: [{ file_id: '{one.id}', attributes: { a: 1 } }, { file_id: '{other.id}' }] },
        'batch',
      ),
      look('stores-9', '/v1/vector_stores/{store.id}/file_batches/{batch.id}'),
    ],
    request: {
      path: '/v1/vector_stores/{store.id}/file_batches/{batch.id}/files?order=asc&filter=completed',
      headers: inNamespace('stores-9'),
    },
    response: {
      status: 200,
      json: { data: [{ id: '{one.id}', attributes: { a: 1 } }, { id: '{other.id}' }] },
    },
  },
  {
    title: 'the files of a cancelled file batch are not searched',
    before: [
      upload('stores-10', VACATION, 'one'),
      create('stores-10', '/v1/vector_stores', {}, 'store'),
      create('stores-10', '/v1/vector_stores/{store.id}/file_batches', { file_ids: ['{one.id}'] }, 'batch'),
      create('stores-10', '/v1/vector_stores/{store.id}/file_batches/{batch.id}/cancel', {}, 'cancelled'),
    ],
    request: search('stores-10', { query: 'vacation' }),
    response: { status: 200, json: { data: [] } },
  },
  {
    title: 'a file that was deleted cannot be attached',
    before: [
      upload('stores-11', VACATION, 'one'),
      remove('stores-11', '/v1/files/{one.id}'),
      create('stores-11', '/v1/vector_stores', {}, 'store'),
    ],
    request: {
      path: '/v1/vector_stores/{store.id}/files',
      headers: inNamespace('stores-11'),
      json: { file_id: '{one.id}' },
    },
    response: { status: 404, json: { error: { message: 'No such File object: {one.id}', param: 'id' } } },
  },
  {
    title: 'file search in a response quotes the closest sentence and cites its file',
    before: storeWithFiles('stores-12'),
    request: {
      path: '/v1/responses',
      headers: inNamespace('stores-12'),
      json: {
        model: 'gpt-4o',
        input: 'What does the cafeteria serve on Fridays?',
        tools: [{ type: 'file_search', vector_store_ids: ['{store.id}'], max_num_results: 1 }],
        include: ['file_search_call.results'],
      },
    },
    response: {
      status: 200,
      json: {
        output: [
          {
            type: 'file_search_call',
            results: [
              { file_id: '{lunch.id}', filename: 'file.txt', text: LUNCH, vector_store_id: '{store.id}' },
            ],
          },
          {
            type: 'message',
            content: [{ text: LUNCH, annotations: [{ type: 'file_citation', file_id: '{lunch.id}' }] }],
          },
        ],
      },
    },
  },
  {
    title: 'file search in a vector store that was deleted is refused',
    before: [...storeWithFiles('stores-13'), remove('stores-13', '/v1/vector_stores/{store.id}')],
    request: {
      path: '/v1/responses',
      headers: inNamespace('stores-13'),
      json: {
        model: 'gpt-4o',
        input: 'Hello',
        tools: [{ type: 'file_search', vector_store_ids: ['{store.id}'] }],
      },
    },
    response: { status: 404, json: { error: { param: 'vector_store_id' } } },
  },
  {
    title: 'a run searches the files of its assistant, quotes the closest sentence and cites its file',
    before: [
      ...storeWithFiles('stores-14'),
      create(
        'stores-14',
        '/v1/assistants',
        {
          model: 'gpt-4o',
          tools: [{ type: 'file_search' }],
          tool_resources: { file_search: { vector_store_ids: ['{store.id}'] } },
        },
        'assistant',
      ),
      create(
        'stores-14',
        '/v1/threads/runs',
        {
          assistant_id: '{assistant.id}',
          thread: { messages: [{ role: 'user', content: 'What does the cafeteria serve on Fridays?' }] },
        },
        'run',
      ),
      look('stores-14', '/v1/threads/{run.thread_id}/runs/{run.id}'),
    ],
    request: { path: '/v1/threads/{run.thread_id}/messages?limit=1', headers: inNamespace('stores-14') },
    response: {
      status: 200,
      json: {
        data: [
          {
            content: [
              {
                text: {
                  value: `${LUNCH}\u30100:0\u2020file.txt\u3011`,
                  annotations: [{ type: 'file_citation', file_citation: { file_id: '{lunch.id}' } }],
                },
              },
            ],
          },
        ],
      },
    },
  },
]
