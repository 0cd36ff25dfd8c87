import type { Context } from 'hono'
import { type ApiError, apiError } from '../../openai/errors.ts'
import { invalidNamespace, isNamespaceName } from '../../request/namespace-name.ts'
import { createMutex } from '../../web/limits/mutex.ts'
import { MAX_DOCUMENT_LENGTH } from '../../patches/sources/source.ts'
import type { PatchContext } from '../../patches/document/parse.ts'
import type { PatchStore, StoredDocument } from '../../patches/sources/store.ts'
import { readBytes } from '../../request/body-bytes.ts'
import { validateDocument } from '../dry-run/checked-document.ts'
import { computeEntityTag, checkPreconditions } from '../access/preconditions.ts'
import { type ControlServices, jsonResponse, type Resource, textResponse } from '../resource.ts'
import { storeErrorToApiError } from '../access/store-errors.ts'

/** How long a write waits for the previous one, in milliseconds. */
const WRITE_LOCK_TIMEOUT_MS = 5000

/** A namespace and its current document, if any. */
interface CurrentDocument {
  namespace: string
  stored: StoredDocument | undefined
  entityTag: string | undefined
}

/** Dependencies of the handlers. */
interface PatchServices {
  store: PatchStore
  patchContext: PatchContext
  /** Runs the writes of one namespace one after another. */
  withWriteLock: ReturnType<typeof createMutex>
}

/** `/__mock/patches/{namespace}`: reads, replaces and removes a namespace's patch document. */
export function patches({ patches: { store }, patchContext }: ControlServices): Resource {
  const services = { store, patchContext, withWriteLock: createMutex(WRITE_LOCK_TIMEOUT_MS) }
  return {
    path: '/patches/:namespace',
    actions: {
      GET: {
        access: 'read',
        summary: 'Returns the patch document of a namespace, with its ETag',
        handle: (context) => getDocument(context, services),
      },
      PUT: {
        access: 'write',
        summary:
          'Replaces the patch document of a namespace if it is valid; supports If-Match and If-None-Match',
        handle: (context) => putDocument(context, services),
      },
      DELETE: {
        access: 'write',
        summary: 'Removes the patch document of a namespace',
        handle: (context) => deleteDocument(context, services),
      },
    },
  }
}

async function getDocument(context: Context, services: PatchServices): Promise<Response> {
  const { namespace, stored, entityTag } = await readCurrent(context, services)
  const headers = { etag: entityTag ?? '' }
  if (checkPreconditions(context.req.raw, entityTag) === 304) {
    return textResponse(null, 304, headers)
  }
  if (stored === undefined) {
    throw documentNotFound(namespace)
  }
  return textResponse(stored.text, 200, { 'content-type': stored.mediaType, ...headers })
}

async function putDocument(context: Context, services: PatchServices): Promise<Response> {
  // Read before the lock is taken, so that a slow upload does not block other writers.
  const bytes = await readBytes(context.req.raw, MAX_DOCUMENT_LENGTH)
  const document = validateDocument(bytes, services.patchContext)
  return writeIfMatch(context, services, async ({ namespace, stored }) => {
    await services.store.write(namespace, document.text)
    const summary = { namespace, patches: document.patches }
    return jsonResponse(summary, stored === undefined ? 201 : 200, {
      etag: await computeEntityTag(document.text),
    })
  })
}

async function deleteDocument(context: Context, services: PatchServices): Promise<Response> {
  return writeIfMatch(context, services, async ({ namespace, stored }) => {
    if (stored === undefined) {
      throw documentNotFound(namespace)
    }
    await services.store.remove(namespace)
    return textResponse(null, 204, {})
  })
}

/** Checks the preconditions and writes, while no other request writes the same document. */
async function writeIfMatch(
  context: Context,
  services: PatchServices,
  write: (current: CurrentDocument) => Promise<Response>,
): Promise<Response> {
  return services.withWriteLock(context.req.param('namespace') ?? '', async () => {
    const current = await readCurrent(context, services)
    checkPreconditions(context.req.raw, current.entityTag)
    return storeErrorToApiError(() => write(current))
  })
}

async function readCurrent({ req }: Context, { store }: PatchServices): Promise<CurrentDocument> {
  const namespace = req.param('namespace') ?? ''
  if (!isNamespaceName(namespace)) {
    throw invalidNamespace(namespace)
  }
  return storeErrorToApiError(async () => {
    const stored = await store.read(namespace)
    return { namespace, stored, entityTag: stored && (await computeEntityTag(stored.text)) }
  })
}

function documentNotFound(namespace: string): ApiError {
  return apiError(404, `The namespace '${namespace}' has no patch document.`, { code: 'no_document' })
}
