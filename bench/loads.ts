/** One kind of request that servers are loaded with. */
export interface Load {
  name: string
  /** Below the contender's base path. */
  path: string
  method: 'GET' | 'POST'
  /** JSON. */
  body?: string
  /** What an answer has to be; a contender that answers with something else cannot do this. */
  contentType: string
}

/** Headers that every request has. */
export const HEADERS = { authorization: 'Bearer any-key', 'content-type': 'application/json' }

const CHAT = { model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] }
const JSON_TYPE = 'application/json'

/** The load that the figures of this project are about: validated, adapted, and patched where there are patches. */
export const CHAT_LOAD: Load = {
  name: 'chat completion',
  path: '/chat/completions',
  method: 'POST',
  body: JSON.stringify(CHAT),
  contentType: JSON_TYPE,
}

/** What servers are loaded with, in this order. */
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
