import { post, type RuleCase } from './rule-case.ts'

const chunks = (overlap: number) => ({
  type: 'static',
  static: { max_chunk_size_tokens: 800, chunk_overlap_tokens: overlap },
})
const beta = { 'openai-beta': 'assistants=v2' }

/** Vector stores and the Assistants API. */
export const storeCases: readonly RuleCase[] = [
  {
    rule: 'vector-store-batch-files-or-ids',
    refused: post('/vector_stores/vs_1/file_batches', {
      file_ids: ['file-1'],
      files: [{ file_id: 'file-1' }],
    }),
    accepted: post('/vector_stores/vs_1/file_batches', { file_ids: ['file-1'] }),
    param: null,
    code: 'mutually_exclusive_parameters',
  },
  {
    rule: 'vector-store-chunk-overlap',
    refused: post('/vector_stores/vs_1/files', { file_id: 'file-1', chunking_strategy: chunks(401) }),
    accepted: post('/vector_stores/vs_1/files', { file_id: 'file-1', chunking_strategy: chunks(400) }),
    param: 'chunking_strategy.static.chunk_overlap_tokens',
    code: 'invalid_value',
  },
  {
    rule: 'assistants-beta-header',
    refused: post('/assistants', { model: 'gpt-4o' }),
    accepted: { ...post('/assistants', { model: 'gpt-4o' }), headers: beta },
    param: null,
    code: 'invalid_beta',
  },
  {
    rule: 'thread-id-prefix',
    refused: { path: '/v1/threads/undefined/messages', headers: beta },
    accepted: { path: '/v1/threads/thread_1/messages', headers: beta },
    param: 'thread_id',
    code: 'invalid_value',
    message: "Invalid 'thread_id': 'undefined'. Expected an ID that begins with 'thread'.",
  },
]
