import { apiError } from '../../openai/errors.ts'
import { type Kept, parentKey } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import { concatenate } from '../../web/bytes/bytes.ts'
import { md5 } from '../../web/bytes/md5.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { action } from '../state/actions.ts'
import type { StateBehavior, StateRequest } from '../state/behavior.ts'
import { FILES } from './kept-files.ts'

const UPLOADS = '/uploads'
const PARTS = '/uploads/{upload_id}/parts'

/** Keeps an upload. Files exist from then on, so that the list of files is no example anymore. */
export const newUploads: StateBehavior = ({ store }, steps) => ({
  ...steps,
  commit: (answer) => {
    store.touch(FILES, '')
    return steps.commit(answer)
  },
})

/** Keeps a part of an upload with its bytes. Parts may arrive in any order, also at the same time. */
export const uploadParts: StateBehavior = (request, steps) => {
  const { store, uploads, now } = request
  let bytes: Uint8Array = new Uint8Array()
  return {
    ...steps,
    before: async () => {
      bytes = (await uploads[0]?.read()) ?? bytes
      return undefined
    },
    recall: (answer) => {
      const upload = findUpload(request)
      if (upload !== undefined) {
        refuseUnlessPending(upload, now)
      }
      return { answer, origin: upload === undefined ? 'example' : 'stored' }
    },
    commit: ({ body }) => {
      const upload = findUpload(request)
      const part = asObject(body)
      const id = asString(part?.['id'])
      if (upload === undefined || part === undefined || id === undefined) {
        return undefined
      }
      const place = { family: PARTS, parent: parentKey([upload.id]), id }
      const seq = store.insert(place, part, { created: now })
      store.setContent({ seq }, bytes)
      return store.get(place)
    },
  }
}

/** Joins the parts of an upload to a file. */
export const completedUploads: StateBehavior = (request, steps) => {
  const { store, body, now } = request
  let parts: Kept[] = []
  const complete = action(request, (upload, example) => {
    refuseUnlessPending({ id: asString(upload['id']) ?? '', body: upload }, now)
    parts = findParts(store, asString(upload['id']) ?? '', asArray(body['part_ids']))
    checkParts(store, parts, { upload, md5: asString(body['md5']) })
    return { ...upload, status: 'completed', file: fileOf(upload, asObject(example['file']) ?? {}, now) }
  })
  return {
    ...steps,
    recall: (answer) => complete.recall(answer),
    commit: (answer) => {
      const upload = complete.commit(answer)
      const file = asObject(asObject(answer.body)?.['file'])
      const id = asString(file?.['id'])
      if (upload === undefined || file === undefined || id === undefined) {
        return upload
      }
      const seq = store.insert({ family: FILES, parent: '', id }, file, { created: now })
      store.joinContents(parts, { seq })
      store.removeBelow(`${UPLOADS}/{upload_id}`, parentKey([upload.id]))
      return upload
    },
  }
}

/** Cancels an upload and drops its parts. */
export const cancelledUploads: StateBehavior = (request, steps) => {
  const { store, now } = request
  const cancel = action(request, (upload) => {
    refuseUnlessPending({ id: asString(upload['id']) ?? '', body: upload }, now)
    return { ...upload, status: 'cancelled' }
  })
  return {
    ...steps,
    recall: (answer) => cancel.recall(answer),
    commit: (answer) => {
      const upload = cancel.commit(answer)
      if (upload !== undefined) {
        store.removeBelow(`${UPLOADS}/{upload_id}`, parentKey([upload.id]))
      }
      return upload
    },
  }
}

function findUpload({ store, pathParameters }: StateRequest): Kept | undefined {
  return store.get({ family: UPLOADS, parent: '', id: pathParameters['upload_id'] ?? '' })
}

function refuseUnlessPending({ id, body }: Pick<Kept, 'id' | 'body'>, now: number): void {
  const expiry = asNumber(body['expires_at']) ?? Infinity
  const status = body['status'] === 'pending' && now > expiry ? 'expired' : (asString(body['status']) ?? '')
  if (status !== 'pending') {
    throw apiError(400, `Upload '${id}' is ${status}. Create a new upload to send more data.`)
  }
}

/** @returns the parts in the order of the request */
function findParts(store: Store, uploadId: string, ids: readonly unknown[]): Kept[] {
  return ids.map((value) => {
    const id = asString(value) ?? ''
    const part = store.get({ family: PARTS, parent: parentKey([uploadId]), id })
    if (part === undefined) {
      throw apiError(400, `Upload '${uploadId}' has no part '${id}'.`, { param: 'part_ids' })
    }
    return part
  })
}

/** Checks the parts against the size that the upload announced, and against the checksum if the request has one. */
function checkParts(
  store: Store,
  parts: readonly Kept[],
  { upload, md5: expected }: { upload: JsonObject; md5: string | undefined },
): void {
  const announced = asNumber(upload['bytes']) ?? 0
  const sent = parts.reduce((sum, part) => sum + store.contentSize(part), 0)
  if (sent !== announced) {
    const message = `The parts have ${sent} bytes, but the upload was created for ${announced} bytes.`
    throw apiError(400, message, { param: 'part_ids' })
  }
  if (expected === undefined || expected === '') {
    return
  }
  const actual = md5(concatenate(parts.map((part) => store.content(part))))
  if (actual !== expected.toLowerCase()) {
    const message = `The parts have the MD5 checksum ${actual}, but the request has ${expected}.`
    throw apiError(400, message, { param: 'md5' })
  }
}

function fileOf(upload: JsonObject, example: JsonObject, now: number): JsonObject {
  const { expires_at: _, ...rest } = example
  const { filename = '', bytes = 0, purpose = '' } = upload
  return {
    ...rest,
    bytes,
    created_at: now,
    filename,
    purpose,
    status: 'processed',
  }
}
