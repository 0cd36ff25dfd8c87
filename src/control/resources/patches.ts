import type { Context } from 'hono'
import { type ApiError, apiError } from '../../openai/errors.ts'
import { invalidNamespace, isNamespaceName } from '../../request/namespace-name.ts'
import { createMutex } from '../../web/limits/mutex.ts'
import { MAX_DOCUMENT_LENGTH } from '../../patches/sources/source.ts'
import type { StoredDocument } from '../../patches/sources/store.ts'
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

/** `/__mock/patches/{namespace}`: reads, replaces and removes a namespace's patch document. */
export function patches({ patches: { store }, patchContext }: ControlServices): Resource {
  // Makes checking a precondition and writing atomic.
  const withWriteLock = createMutex(WRITE_LOCK_TIMEOUT_MS)

  const readCurrent = async ({ req }: Context): Promise<CurrentDocument> => {
    const namespace = req.param('namespace') ?? ''
    if (!isNamespaceName(namespace)) {
      throw invalidNamespace(namespace)
    }
    return storeErrorToApiError(async () => {
      const stored = await store.read(namespace)
      return { namespace, stored, entityTag: stored && (await computeEntityTag(stored.text)) }
    })
  }

  const get = async (context: Context) => {
    const { namespace, stored, entityTag } = await readCurrent(context)
    if (checkPreconditions(context.req.raw, entityTag) === 304) {
      return textResponse(null, 304, { etag: entityTag ?? '' })
    }
    if (stored === undefined) {
      throw documentNotFound(namespace)
    }
    return textResponse(stored.text, 200, { 'content-type': stored.mediaType, etag: entityTag ?? '' })
  }

  /** Wraps a write: takes the namespace's lock, then checks the preconditions. */
  const guardedWrite = (act: (current: CurrentDocument) => Promise<Response>) => {
    return (context: Context) =>
      withWriteLock(context.req.param('namespace') ?? '', async () => {
        const current = await readCurrent(context)
        checkPreconditions(context.req.raw, current.entityTag)
        return storeErrorToApiError(() => act(current))
      })
  }

  const remove = guardedWrite(async ({ namespace, stored }) => {
    if (stored === undefined) {
      throw documentNotFound(namespace)
    }
    await store.remove(namespace)
    return textResponse(null, 204, {})
  })

  const put = async (context: Context) => {
    // Read before the lock is taken, so that a slow upload does not block other writers.
    const bytes = await readBytes(context.req.raw, MAX_DOCUMENT_LENGTH)
    const document = validateDocument(bytes, patchContext)
    const write = guardedWrite(async ({ namespace, stored }) => {
      await store.write(namespace, document.text)
      const summary = { namespace, patches: document.patches }
      return jsonResponse(summary, stored === undefined ? 201 : 200, {
        etag: await computeEntityTag(document.text),
      })
    })
    return write(context)
  }

  return {
    path: '/patches/:namespace',
    actions: {
      GET: {
        access: 'read',
        summary: 'Returns the patch document of a namespace, with its ETag',
        handle: get,
      },
      PUT: {
        access: 'write',
        summary:
          'Replaces the patch document of a namespace if it is valid; supports If-Match and If-None-Match',
        handle: put,
      },
      DELETE: { access: 'write', summary: 'Removes the patch document of a namespace', handle: remove },
    },
  }
}

function documentNotFound(namespace: string): ApiError {
  return apiError(404, `The namespace '${namespace}' has no patch document.`, { code: 'no_document' })
}
