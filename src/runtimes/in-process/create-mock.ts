import { createApp } from '../../app.ts'
import { acceptInProcess, openInProcess } from './accept-socket.ts'
import { createWebSocketClass } from './web-socket.ts'
import type { MockWebSocketConstructor } from './web-socket-types.ts'
import { type ConnectionControl, NO_SOCKET } from '../../web/http/connection.ts'
import type { PatchDocument } from '../../patches/document/types.ts'
import { memoryPatches } from '../../patches/sources/memory.ts'
import { ApiError } from '../../openai/errors.ts'
import { DEFAULT_NAMESPACE, invalidNamespace, isNamespaceName } from '../../request/namespace-name.ts'
import type { OperationRoute } from '../../catalogue/contract.ts'
import { MAX_RECORDS } from '../../journal/journal.ts'
import type { Entry, Expectation, RequestFilter } from '../../journal/types.ts'
import { toEntry } from '../../journal/read/entry.ts'
import { filterRecords } from '../../journal/read/filter.ts'
import { compileExpectation } from '../../journal/verify/expectation.ts'
import { verifyRequests } from '../../journal/verify/verify.ts'
import { localMemory } from '../node/state/local-memory.ts'
import { namespaceStores } from '../node/state/namespace-stores.ts'
import { exportState, type StateDocument } from '../../state/document.ts'
import { limitsOf, type Settings } from '../../settings.ts'

/** No socket to close: `fetch` rejects with the same error that a closed connection causes. */
const inProcessConnections: ConnectionControl = { ...NO_SOCKET, disconnectModes: ['reset', 'close'] }

/** A mock that runs in the same process. */
export interface InProcessMock {
  /** Replaces the global `fetch`, without a socket. Pass it to an SDK: `new OpenAI({ fetch: mock.fetch })`. */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /**
   * Replaces the patches of one namespace, or of all namespaces if none is given.
   *
   * @throws {RangeError} if the name of the namespace is invalid
   */
  setPatches: (document: PatchDocument, namespace?: string) => void
  /**
   * Replaces the global `WebSocket`, without a network: `new mock.WebSocket('wss://api.openai.com/v1/realtime?model=m', {
   * headers })`.
   */
  WebSocket: MockWebSocketConstructor
  /**
   * The objects that were created in a namespace.
   *
   * @param namespace defaults to `default`
   * @throws {RangeError} if the name of the namespace is invalid
   */
  state: (namespace?: string) => NamespaceState
  /**
   * Returns the recorded requests, newest first, in the form of `GET /__mock/requests/{namespace}`.
   *
   * @param namespace defaults to `default`
   * @param filter such as `{ operation: 'createResponse', status: '4xx' }`. All requests by default
   */
  requests: (namespace?: string, filter?: RequestFilter) => Entry[]
  /**
   * Checks how many recorded requests match, in the language of patches.
   *
   * @param namespace defaults to `default`
   * @returns their number
   * @throws {Error} if the number differs, with the nearest request and its failed conditions
   */
  verify: (expectation: Expectation, namespace?: string) => Promise<number>
}

/** The objects of a namespace of a mock in the same process. */
export interface NamespaceState {
  /** Returns all objects as a document, with the contents of files. */
  snapshot: () => StateDocument
  /**
   * Replaces all objects.
   *
   * @param document a snapshot, or a seed: collections by their paths, with the properties that matter
   * @throws {RangeError} if the document has issues
   */
  restore: (document: StateDocument) => Promise<void>
  /** Returns to the seed, or to no objects without one. */
  reset: () => Promise<void>
}

/** Options of {@link createMock}. */
export interface MockOptions {
  /** Initial patches of all namespaces. */
  patches?: PatchDocument
  /** Keys and limits: `{ apiKeys: ['sk-one'] }`, `{ auth: false }`. */
  settings?: Partial<Settings>
  /** Initial objects of each namespace: `{ assistants: [{ id: 'asst_1', name: 'Clerk' }] }`. */
  state?: StateDocument
}

/**
 * Creates a mock in the same process.
 *
 * @example
 * const mock = createMock({ patches: { patches: [{ operation: 'createChatCompletion', status: 429 }] } })
 * const client = new OpenAI({ apiKey: 'any', fetch: mock.fetch })
 */
export function createMock({
  patches = { patches: [] },
  settings = {},
  state,
}: MockOptions = {}): InProcessMock {
  const stores = namespaceStores({ limits: limitsOf(settings) })
  const memory = localMemory(stores)
  const journals = memory.journals
  let routes: readonly OperationRoute[] = []
  let setPatches: InProcessMock['setPatches'] = () => {}
  const app = createApp({
    settings,
    memory: () => memory,
    ...(state && { seed: () => state }),
    connectionControl: inProcessConnections,
    acceptSocket: acceptInProcess,
    patches: (context) => {
      ;({ routes } = context)
      const source = memoryPatches(patches, context)
      setPatches = (document, namespace) => {
        if (namespace === undefined) {
          source.setAll(document)
        } else if (isNamespaceName(namespace)) {
          source.set(namespace, document)
        } else {
          throw new RangeError(invalidNamespace(namespace).message)
        }
      }
      return source
    },
    // Every caller runs in the same process.
    writePolicy: { allowedWriters: 'this process', allows: () => true, advice: '' },
  })
  return {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      try {
        return await app.fetch(request)
      } finally {
        // If the caller aborted meanwhile, reject with its own reason.
        request.signal.throwIfAborted()
      }
    },
    setPatches: (document, namespace) => setPatches(document, namespace),
    WebSocket: createWebSocketClass(openInProcess(app.fetch)),
    state: (namespace = DEFAULT_NAMESPACE) => {
      if (!isNamespaceName(namespace)) {
        throw new RangeError(invalidNamespace(namespace).message)
      }
      const request = async (method: 'PUT' | 'DELETE', body?: string): Promise<void> => {
        const response = await app.request(`/__mock/state/${namespace}`, {
          method,
          headers:
            settings.adminToken === undefined ? {} : { authorization: `Bearer ${settings.adminToken}` },
          ...(body !== undefined && { body }),
        })
        if (!response.ok) {
          throw new RangeError(await response.text())
        }
      }
      return {
        snapshot: () => exportState(stores.store(namespace)),
        restore: (document) => request('PUT', JSON.stringify(document)),
        reset: () => request('DELETE'),
      }
    },
    requests: (namespace = DEFAULT_NAMESPACE, { limit = MAX_RECORDS, ...filter } = {}) =>
      filterRecords(journals.journal(namespace).newestFirst(), { limit, ...filter }).selected.map(toEntry),
    verify: async (expectation, namespace = DEFAULT_NAMESPACE) =>
      withErrors(() => verifyRequests(journals.journal(namespace), compileExpectation(expectation, routes))),
  }
}

/** Converts an API error to an error with a stack, as test runners expect. */
async function withErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ApiError ? new Error(error.message) : error
  }
}
