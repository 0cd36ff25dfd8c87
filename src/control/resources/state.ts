import type { Context } from 'hono'
import { apiError } from '../../openai/errors.ts'
import type { MemorySource } from '../../pipeline/incoming.ts'
import { loadState } from '../../pipeline/state-document.ts'
import { readBytes } from '../../request/body-bytes.ts'
import { invalidNamespace, isNamespaceName } from '../../request/namespace-name.ts'
import { exportState, type StateDocument } from '../../state/document.ts'
import type { Store } from '../../state/store.ts'
import { decodeUtf8 } from '../../web/bytes/bytes.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import { checkPreconditions, computeEntityTag } from '../access/preconditions.ts'
import { schemaViolations } from '../dry-run/response-schema.ts'
import { type ControlServices, jsonResponse, type Resource, textResponse } from '../resource.ts'

/** Maximum size of a document; base64 takes a third more than the contents that a namespace may hold. */
const MAX_DOCUMENT_BYTES = 400_000_000

/** `/__mock/state/{namespace}`: reads, replaces, extends and removes the objects of a namespace. */
export function state(services: ControlServices): Resource {
  return {
    path: '/state/:namespace',
    actions: {
      GET: {
        access: 'read',
        summary:
          'Returns the objects of a namespace, with an ETag; ?contents=no leaves out the contents of files',
        handle: (context) => withStore(context, services, (store) => getState(context, store)),
      },
      PUT: {
        access: 'namespace',
        summary: 'Replaces the objects of a namespace if the document is valid; supports If-Match',
        handle: (context) => withStore(context, services, (store) => putState(context, services, store)),
      },
      POST: {
        access: 'namespace',
        summary: 'Adds objects to a namespace if the document is valid',
        handle: (context) => withStore(context, services, (store) => postState(context, services, store)),
      },
      DELETE: {
        access: 'namespace',
        summary: 'Resets the objects of a namespace to its seed; ?seed=no removes all',
        handle: (context) => withStore(context, services, (store) => deleteState(context, services, store)),
      },
    },
  }
}

/** `GET /__mock/state`: the namespaces that have objects in this process. */
export function stateIndex({ memory }: ControlServices): Resource {
  return {
    path: '/state',
    actions: {
      GET: {
        access: 'read',
        summary: 'Lists the namespaces with objects: their number, bytes and last use',
        handle: ({ env }) => jsonResponse({ namespaces: memory?.(env).used?.() ?? [] }),
      },
    },
  }
}

/** `POST /__mock/state/{namespace}/copy`: copies the objects of another namespace. */
export function stateCopy(services: ControlServices): Resource {
  return {
    path: '/state/:namespace/copy',
    actions: {
      POST: {
        access: 'namespace',
        summary: 'Replaces the objects of a namespace by those of another one: { "from": "golden" }',
        handle: async (context) => {
          const bytes = await readBytes(context.req.raw, services.maxBodyBytes)
          const from = asString(asObject(parseJson(bytes))?.['from']) ?? ''
          if (!isNamespaceName(from)) {
            throw invalidNamespace(from, 'from')
          }
          const document = await requestState(context, services, { namespace: from, method: 'GET' })
          return requestState(context, services, {
            namespace: namespaceOf(context),
            method: 'PUT',
            body: new Uint8Array(await document.arrayBuffer()),
          })
        },
      },
    },
  }
}

/** A request to the state of a namespace, wherever it is. */
interface StateMessage {
  namespace: string
  method: 'GET' | 'PUT'
  body?: Uint8Array<ArrayBuffer>
}

async function requestState(
  context: Context,
  services: ControlServices,
  { namespace, method, body = new Uint8Array() }: StateMessage,
): Promise<Response> {
  const source = sourceOf(context, services)
  const store = source.store(namespace)
  if (store !== undefined) {
    return method === 'GET' ? documentResponse(exportState(store)) : replaceState(store, body, services)
  }
  const { origin } = new URL(context.req.url)
  const request = new Request(`${origin}/__mock/state/${namespace}`, {
    method,
    headers: context.req.raw.headers,
  })
  return forwardState(source, { namespace, request, bytes: body })
}

/** Runs work on the store of the namespace, in the process that has it. */
async function withStore(
  context: Context,
  services: ControlServices,
  work: (store: Store) => Promise<Response>,
): Promise<Response> {
  const namespace = namespaceOf(context)
  const source = sourceOf(context, services)
  const store = source.store(namespace)
  if (store !== undefined) {
    return work(store)
  }
  const request = context.req.raw
  const bytes = await readBytes(request, MAX_DOCUMENT_BYTES)
  return forwardState(source, { namespace, request, bytes })
}

function sourceOf({ env }: Context, { memory }: ControlServices): MemorySource {
  const source = memory?.(env)
  if (source === undefined) {
    throw apiError(409, 'This mock keeps no objects.', { code: 'no_state' })
  }
  return source
}

async function forwardState(
  { forward }: MemorySource,
  message: { namespace: string; request: Request; bytes: Uint8Array<ArrayBuffer> },
): Promise<Response> {
  const answer = forward === undefined ? { unreachable: 'no binding MOCK_NAMESPACE' } : await forward(message)
  if (answer instanceof Response) {
    return answer
  }
  const text = `The state of the namespace cannot be reached: ${answer.unreachable}.`
  throw apiError(503, text, { type: 'server_error', code: 'mock_state_unreachable' })
}

function namespaceOf({ req }: Context): string {
  const namespace = req.param('namespace') ?? ''
  if (!isNamespaceName(namespace)) {
    throw invalidNamespace(namespace)
  }
  return namespace
}

async function getState({ req }: Context, store: Store): Promise<Response> {
  return documentResponse(exportState(store, req.query('contents') !== 'no'), req.raw)
}

async function documentResponse(document: StateDocument, request?: Request): Promise<Response> {
  const text = `${JSON.stringify(document, null, 2)}\n`
  const etag = await computeEntityTag(text)
  return request !== undefined && checkPreconditions(request, etag) === 304
    ? textResponse(null, 304, { etag })
    : textResponse(text, 200, { 'content-type': 'application/json', etag })
}

async function putState({ req }: Context, services: ControlServices, store: Store): Promise<Response> {
  const bytes = await readBytes(req.raw, MAX_DOCUMENT_BYTES)
  if (req.header('if-match') !== undefined) {
    const text = `${JSON.stringify(exportState(store), null, 2)}\n`
    checkPreconditions(req.raw, await computeEntityTag(text))
  }
  return replaceState(store, bytes, services)
}

async function replaceState(store: Store, bytes: Uint8Array, services: ControlServices): Promise<Response> {
  await load(store, parseDocument(bytes), { services, replace: true })
  return jsonResponse(store.usage)
}

async function postState({ req }: Context, services: ControlServices, store: Store): Promise<Response> {
  const bytes = await readBytes(req.raw, MAX_DOCUMENT_BYTES)
  await load(store, parseDocument(bytes), { services, replace: false })
  return jsonResponse(store.usage)
}

async function deleteState(context: Context, services: ControlServices, store: Store): Promise<Response> {
  store.clear()
  if (context.req.query('seed') === 'no') {
    // An existing database is not seeded again.
    store.writer()
  } else {
    await services.seeds?.plant(store, namespaceOf(context))
  }
  return textResponse(null, 204, {})
}

async function load(
  store: Store,
  document: StateDocument,
  { services, replace }: { services: ControlServices; replace: boolean },
): Promise<void> {
  const issues = await loadState(store, document, services, {
    replace,
    check: (id, body) => schemaViolations(services.catalogue.operation(id), 200, body) ?? [],
  })
  const [first] = issues
  if (first !== undefined) {
    const more = issues.length > 1 ? ` There are ${issues.length - 1} more issues.` : ''
    throw apiError(422, `The document of the state has issues: ${first.pointer} ${first.message}.${more}`, {
      code: 'invalid_state',
      param: first.pointer,
    })
  }
}

function parseDocument(bytes: Uint8Array): StateDocument {
  const document = asObject(parseJson(bytes))
  if (document === undefined) {
    throw apiError(
      400,
      'The body is not a JSON object. Send collections by their paths: {"assistants": [...]}.',
    )
  }
  return document
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes) ?? '')
  } catch {
    return undefined
  }
}
