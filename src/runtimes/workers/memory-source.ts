import { errorMessage } from '../../web/error-message.ts'
import { Journal } from '../../journal/journal.ts'
import type { ForwardedRequest, MemorySource } from '../../pipeline/incoming.ts'
import type { Store } from '../../state/store.ts'

/** Time for the object of a namespace to respond; after it, the object is asked whether it is alive. */
const PATIENCE_MS = 1000

/** Path of the question whether an object is alive. */
export const ALIVE_PATH = '/__mock/alive'

/** The objects of all namespaces: a binding of Durable Objects. */
export interface NamespaceObjects {
  getByName(name: string): { fetch: (request: string | Request) => Promise<Response> }
}

/** The bindings of a request inside of the object of a namespace. */
export class ObjectBindings {
  readonly store: Store
  readonly journal = new Journal()

  constructor(store: Store) {
    this.store = store
  }
}

/** @returns the source of kept objects for a request with these bindings */
export function workerMemory(objects: NamespaceObjects | undefined): (bindings: unknown) => MemorySource {
  const outside: MemorySource = {
    store: () => undefined,
    journal: () => undefined,
    isJournalDefault: false,
    ...(objects && { forward: (request: ForwardedRequest) => forward(objects, request) }),
  }
  return (bindings) =>
    bindings instanceof ObjectBindings
      ? { store: () => bindings.store, journal: () => bindings.journal, isJournalDefault: false }
      : outside
}

async function forward(
  objects: NamespaceObjects,
  { request, namespace, bytes }: ForwardedRequest,
): Promise<Response | { unreachable: string }> {
  const headers = new Headers(request.headers)
  if (bytes !== undefined) {
    // The body was decompressed.
    headers.delete('content-encoding')
    headers.delete('content-length')
  }
  headers.set('x-mock-namespace', namespace)
  const { method, url } = request
  const body = bytes === undefined ? request.body : bytes.length === 0 ? null : bytes
  try {
    const object = objects.getByName(namespace)
    const answered = object.fetch(new Request(url, { method, headers, body }))
    return await withPatience(answered, () => object.fetch(`http://namespace${ALIVE_PATH}`))
  } catch (error) {
    return { unreachable: errorMessage(error) }
  }
}

/** Waits for a response as long as its object is alive: a fault or a batch may delay the response. */
async function withPatience(
  answered: Promise<Response>,
  ask: () => Promise<Response>,
): Promise<Response | { unreachable: string }> {
  const unreachable = { unreachable: `no answer within ${PATIENCE_MS} ms` }
  const first = await Promise.race([answered, after(PATIENCE_MS, undefined)])
  if (first !== undefined) {
    return first
  }
  const alive = await Promise.race([ask().then(() => true), after(PATIENCE_MS, false)])
  if (alive) {
    return answered
  }
  answered.catch(() => {})
  return unreachable
}

function after<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), milliseconds)
  })
}
