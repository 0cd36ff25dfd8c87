import type { Context } from 'hono'
import { isRefusal, type Refusal, refuse } from '../../openai/errors.ts'
import { invalidNamespace, isNamespace } from '../../request/namespace-name.ts'
import { oneAtATime } from '../../web/limits/mutex.ts'
import { LONGEST_DOCUMENT } from '../../patches/sources/source.ts'
import type { StoredDocument } from '../../patches/sources/store.ts'
import { readBytes } from '../../request/body-bytes.ts'
import { checkedDocument } from '../dry-run/checked-document.ts'
import { entityTagOf, preconditionOf } from '../access/preconditions.ts'
import { type ControlTools, jsonAnswer, type Resource, textAnswer } from '../resource.ts'
import { orRefusal } from '../access/store-errors.ts'

/** How long a write waits for the previous one, in milliseconds. */
const PATIENCE_MS = 5000

/** A namespace and its current document, if any. */
interface Current {
  namespace: string
  stored: StoredDocument | undefined
  entityTag: string | undefined
}

/** `/__mock/patches/{namespace}`: reads, replaces and removes a namespace's patch document. */
export function patches({ patches: { store }, patchContext }: ControlTools): Resource {
  // Makes checking a precondition and writing atomic.
  const oneWriter = oneAtATime(PATIENCE_MS)

  const currentOf = async ({ req }: Context): Promise<Current | Refusal> => {
    const namespace = req.param('namespace') ?? ''
    if (!isNamespace(namespace)) {
      return invalidNamespace(namespace)
    }
    return orRefusal(async () => {
      const stored = await store.read(namespace)
      return { namespace, stored, entityTag: stored && (await entityTagOf(stored.text)) }
    })
  }

  const get = async (context: Context) => {
    const current = await currentOf(context)
    if (isRefusal(current)) {
      return current
    }
    const { namespace, stored, entityTag } = current
    const precondition = preconditionOf(context.req.raw, entityTag)
    if (precondition !== undefined) {
      return precondition === 304 ? textAnswer(null, 304, { etag: entityTag ?? '' }) : precondition
    }
    return stored === undefined
      ? noDocument(namespace)
      : textAnswer(stored.text, 200, { 'content-type': stored.mediaType, etag: entityTag ?? '' })
  }

  /** Wraps a write: takes the namespace's lock, then checks the preconditions. */
  const change = (act: (current: Current, context: Context) => Promise<Response | Refusal>) => {
    return (context: Context) =>
      oneWriter(context.req.param('namespace') ?? '', async () => {
        const current = await currentOf(context)
        if (isRefusal(current)) {
          return current
        }
        const precondition = preconditionOf(context.req.raw, current.entityTag)
        return precondition !== undefined && precondition !== 304
          ? precondition
          : orRefusal(() => act(current, context))
      })
  }

  const remove = change(async ({ namespace, stored }) => {
    if (stored === undefined) {
      return noDocument(namespace)
    }
    await store.remove(namespace)
    return textAnswer(null, 204, {})
  })

  const put = async (context: Context) => {
    // Read before the lock is taken, so that a slow upload does not block other writers.
    const bytes = await readBytes(context.req.raw, LONGEST_DOCUMENT)
    if (isRefusal(bytes)) {
      return bytes
    }
    const document = checkedDocument(bytes, patchContext)
    if (isRefusal(document)) {
      return document
    }
    const write = change(async ({ namespace, stored }) => {
      await store.write(namespace, document.text)
      const summary = { namespace, patches: document.patches }
      return jsonAnswer(summary, stored === undefined ? 201 : 200, {
        etag: await entityTagOf(document.text),
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

function noDocument(namespace: string): Refusal {
  return refuse(404, `The namespace '${namespace}' has no patch document.`, { code: 'no_document' })
}
