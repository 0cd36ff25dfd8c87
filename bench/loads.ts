/** A kind of request for load tests. */
export interface Load {
  name: string
  /** Path after the contender's base path. */
  path: string
  method: 'GET' | 'POST'
  /** JSON text. */
  body?: string
  /** Expected content type; contenders that return another one do not support this load. */
  contentType: string
}

/** Headers of every request. */
export const HEADERS = { authorization: 'Bearer any-key', 'content-type': 'application/json' }

const CHAT = { model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] }
const JSON_TYPE = 'application/json'

/** The main load of the benchmark, which is validated, transformed and patched. */
export const CHAT_LOAD: Load = {
  name: 'chat completion',
  path: '/chat/completions',
  method: 'POST',
  body: JSON.stringify(CHAT),
  contentType: JSON_TYPE,
}

/** All loads, in the order they run. */
export const LOADS: readonly Load[] = [
  CHAT_LOAD,
  {
    name: 'embeddings',
    path: '/embeddings',
    method: 'POST',
    body: JSON.stringify({
      model: 'text-embedding-3-small',
      input: 'The food was delicious',
      dimensions: 256,
    }),
    contentType: JSON_TYPE,
  },
  { name: 'list of models', path: '/models', method: 'GET', contentType: JSON_TYPE },
  { name: 'one model', path: '/models/gpt-5.4', method: 'GET', contentType: JSON_TYPE },
  {
    name: 'streamed chat',
    path: '/chat/completions',
    method: 'POST',
    body: JSON.stringify({ ...CHAT, stream: true }),
    contentType: 'text/event-stream',
  },
]
