import { apiError } from '../../openai/errors.ts'
import { newHexIdentifier } from '../../openai/ids.ts'
import { parentKey, type Place } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { SECONDS_PER_MINUTE } from '../../web/time.ts'
import { downloadHeaders, FILES } from '../files/kept-files.ts'
import { keep, pageOf } from '../state/collections.ts'
import type { StateBehavior, StateRequest } from '../state/behavior.ts'
import { goneError } from '../state/lookup.ts'
import { CONTAINER_FOLDER } from './container-files.ts'

/** Paths of the families of containers. */
const CONTAINERS = '/containers'
const CONTAINER_FILES = '/containers/{container_id}/files'

function containerPlace(id: string): Place {
  return { family: CONTAINERS, parent: '', id }
}

/** @returns an uploaded file with its bytes; undefined if it was never uploaded to the namespace */
function uploadedFile(
  { store, isStrict }: Pick<StateRequest, 'store' | 'isStrict'>,
  id: string,
): { name: string; bytes: Uint8Array } | undefined {
  const file = store.find({ family: FILES, parent: '', id })
  if (file === undefined ? isStrict : file.gone) {
    throw goneError({ file_id: id }, 'file_id')
  }
  return file && { name: asString(file.body['filename']) ?? id, bytes: store.content(file) }
}

/** Creates a container with copies of files. */
export const createdContainers: StateBehavior = (request, steps) => {
  const { store, body, random, now } = request
  let files: { name: string; bytes: Uint8Array }[] = []
  return {
    ...steps,
    before: () => {
      files = asArray(body['file_ids']).flatMap((id) => uploadedFile(request, asString(id) ?? '') ?? [])
      return steps.before()
    },
    commit: (answer) => {
      const kept = steps.commit(answer)
      for (const { name, bytes } of kept === undefined ? [] : files) {
        const id = newHexIdentifier('cfile_', random, 32)
        const file = {
          id,
          object: 'container.file',
          created_at: now,
          bytes: bytes.length,
          container_id: kept?.id ?? '',
          path: `${CONTAINER_FOLDER}/${name}`,
          source: 'user',
        }
        const parent = parentKey([kept?.id ?? ''])
        const seq = store.insert({ family: CONTAINER_FILES, parent, id }, file, { created: now })
        store.setContent({ seq }, bytes)
      }
      return kept
    },
  }
}

/** @returns a container as it is now: it expires some minutes after its last use */
function settleContainer(store: Store, id: string, now: number): JsonObject | undefined {
  const kept = store.get(containerPlace(id))
  const minutes = asNumber(asObject(kept?.body['expires_after'])?.['minutes'])
  const active = asNumber(kept?.body['last_active_at']) ?? asNumber(kept?.body['created_at'])
  const isExpired =
    minutes !== undefined && active !== undefined && now >= active + minutes * SECONDS_PER_MINUTE
  if (kept === undefined || !isExpired || kept.body['status'] === 'expired') {
    return kept?.body
  }
  const expired = { ...kept.body, status: 'expired' }
  store.replace(kept, expired)
  return expired
}

/** Looks at the container in the path, which may have expired. */
export const settledContainers: StateBehavior = (request, steps) => ({
  ...steps,
  before: () => {
    settleContainer(request.store, request.pathParameters['container_id'] ?? '', request.now)
    return steps.before()
  },
})

/** Lists containers as they are now. */
export const listedContainers: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const recalled = steps.recall(answer)
    const look = ({ id, body }: { id: string; body: JsonObject }) =>
      settleContainer(request.store, id, request.now) ?? body
    return recalled.origin === 'stored' ? { ...recalled, answer: pageOf(request, answer, look) } : recalled
  },
})

/** Uses the container in the path, which delays its expiry. An expired container refuses all uses. */
export const usedContainers: StateBehavior = (request, steps) => {
  const { store, pathParameters, now } = request
  return {
    ...steps,
    before: () => {
      const id = pathParameters['container_id'] ?? ''
      const container = settleContainer(store, id, now)
      if (container?.['status'] === 'expired') {
        throw apiError(400, 'Container is expired.')
      }
      const kept = store.get(containerPlace(id))
      if (kept !== undefined && 'last_active_at' in kept.body) {
        store.replace(kept, { ...kept.body, last_active_at: now })
      }
      return steps.before()
    },
  }
}

/** Creates a file of a container: an upload, or a copy of an uploaded file. */
export const createdContainerFiles: StateBehavior = (request, steps) => {
  const used = usedContainers(request, steps)
  let source: { name: string; bytes: Uint8Array } | undefined
  return {
    ...used,
    before: async () => {
      const body = await used.before()
      const [upload] = request.uploads
      const fileId = asString(request.body['file_id'])
      source =
        upload === undefined
          ? fileId === undefined
            ? undefined
            : uploadedFile(request, fileId)
          : { name: upload.name, bytes: await upload.read() }
      return body
    },
    recall: (answer) => {
      const recalled = used.recall(answer)
      const file = source && { path: `${CONTAINER_FOLDER}/${source.name}`, bytes: source.bytes.length }
      const body = { ...asObject(recalled.answer.body), ...file }
      return { ...recalled, answer: { ...recalled.answer, body } }
    },
    commit: (answer) => {
      const kept = keep(request, asObject(answer.body) ?? {})
      if (kept !== undefined && source !== undefined) {
        request.store.setContent(kept, source.bytes)
      }
      return kept
    },
  }
}

/** Returns the bytes of a file of a container. */
export const downloadedContainerFiles: StateBehavior = (request, steps) => {
  const used = usedContainers(request, steps)
  const { store, pathParameters } = request
  return {
    ...used,
    recall: (answer) => {
      const parent = parentKey([pathParameters['container_id'] ?? ''])
      const kept = store.get({ family: CONTAINER_FILES, parent, id: pathParameters['file_id'] ?? '' })
      if (kept === undefined) {
        return used.recall(answer)
      }
      const name = (asString(kept.body['path']) ?? '').slice(CONTAINER_FOLDER.length + 1)
      const headers = { ...answer.headers, ...downloadHeaders(name) }
      return { answer: { ...answer, headers, body: store.content(kept) }, origin: 'stored' }
    },
  }
}
