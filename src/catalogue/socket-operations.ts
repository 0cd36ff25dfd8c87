import type { Catalogue, CataloguedOperation } from './catalogue.ts'
import type { Operation, OperationRoute } from './contract.ts'
import { ApiError, apiError } from '../openai/errors.ts'
import { createRouter, type Router } from './router.ts'

/** The part of a WebSocket connection that an operation describes. */
interface SocketOperation extends OperationRoute {
  /** The HTTP operation whose response a turn of the session has; absent for a handshake. */
  like?: string
}

/**
 * Operations of WebSockets, which the document does not have. The `connect` operations are handshakes; the others are
 * turns of a session. Patches select them like any operation.
 */
const SOCKET_OPERATIONS: readonly SocketOperation[] = [
  { id: 'connectRealtime', method: 'GET', path: '/realtime' },
  { id: 'connectTranslation', method: 'GET', path: '/realtime/translations' },
  { id: 'connectResponses', method: 'GET', path: '/responses' },
  { id: 'connectLive', method: 'GET', path: '/live/sessions' },
  { id: 'attachLive', method: 'GET', path: '/live/sessions/{session_id}/attach' },
  { id: 'forkLive', method: 'GET', path: '/live/sessions/{session_id}/fork' },
  { id: 'createRealtimeResponse', method: 'POST', path: '/realtime', like: 'createResponse' },
  {
    id: 'createRealtimeTranscription',
    method: 'POST',
    path: '/realtime/transcriptions',
    like: 'createTranscription',
  },
  {
    id: 'createRealtimeTranslation',
    method: 'POST',
    path: '/realtime/translations',
    like: 'createTranslation',
  },
]

/** Routes of the socket operations. */
export const SOCKET_ROUTES: readonly OperationRoute[] = SOCKET_OPERATIONS.map(
  ({ like: _, ...route }) => route,
)

const HANDSHAKE_ROUTES = SOCKET_ROUTES.filter(({ method }) => method === 'GET')

/** Creates the router of WebSocket handshakes. */
export function createSocketRouter(basePaths: readonly string[]): Router {
  return createRouter(HANDSHAKE_ROUTES, basePaths)
}

/**
 * Wraps the router of requests, so that a plain request to a path that only has a WebSocket is answered with 426.
 *
 * @param router throws 404 for such a path
 */
export function withSocketPaths(router: Router, basePaths: readonly string[]): Router {
  const sockets = createSocketRouter(basePaths)
  return (method, path, query) => {
    try {
      return router(method, path, query)
    } catch (error) {
      if (error instanceof ApiError && error.status === 404 && isRouted(sockets, path, query)) {
        throw upgradeRequired(method, path)
      }
      throw error
    }
  }
}

function isRouted(router: Router, path: string, query: URLSearchParams): boolean {
  try {
    router('GET', path, query)
    return true
  } catch {
    return false
  }
}

function upgradeRequired(method: string, path: string): ApiError {
  return apiError(
    426,
    `This endpoint requires a WebSocket connection (${method} ${path}). Send a WebSocket handshake with the header Upgrade: websocket.`,
    { code: 'websocket_required', headers: { upgrade: 'websocket', connection: 'Upgrade' } },
  )
}

/**
 * Creates the look-up of operations, which includes the socket operations.
 *
 * @param catalogue the operations of the document
 */
export function withSocketOperations(catalogue: Catalogue): Pick<Catalogue, 'operation'> {
  const cache = new Map<string, CataloguedOperation>()
  return {
    operation(id) {
      const cached = cache.get(id)
      if (cached !== undefined) {
        return cached
      }
      const found = SOCKET_OPERATIONS.find((operation) => operation.id === id)
      if (found === undefined) {
        return catalogue.operation(id)
      }
      const { like, ...route } = found
      const base = like === undefined ? HANDSHAKE : turnOf(catalogue.operation(like))
      const operation = {
        ...base,
        route,
        prism: { ...base.prism, id, method: route.method, path: route.path },
      }
      cache.set(id, operation)
      return operation
    },
  }
}

/** A turn has its own stream events, which its row creates, and nothing of it is kept. */
function turnOf(operation: CataloguedOperation): Omit<CataloguedOperation, 'route'> {
  return { ...operation, events: [], userExamples: [], state: undefined }
}

const EMPTY_ANSWER: Operation = {
  id: '',
  method: 'GET',
  path: '/',
  request: {},
  responses: [
    {
      id: '101',
      code: '200',
      headers: [],
      contents: [
        {
          id: '101',
          mediaType: 'application/json',
          examples: [{ id: '101', key: 'default', value: {} }],
          encodings: [],
        },
      ],
    },
  ],
}

/** A handshake: an empty JSON object, which the row's transform fills. */
const HANDSHAKE: Omit<CataloguedOperation, 'route'> = {
  prism: EMPTY_ANSWER,
  recursive: {},
  shapes: { query: {}, headers: {}, form: {} },
  accepts: { mediaTypes: [], json: false, form: false },
  echoes: {},
  plan: { parents: [], ids: [], times: [] },
  userExamples: [],
  events: [],
  state: undefined,
  facts: undefined,
  statuses: ['200'],
  examples: new Map([['200', ['default']]]),
}
