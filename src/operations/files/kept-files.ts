import { keep } from '../state/collections.ts'
import type { StateBehavior } from '../state/behavior.ts'
import { goneError } from '../state/lookup.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import { apiError } from '../../openai/errors.ts'
import { contentDisposition } from './file-content.ts'

/** Path of the family of files, for the operations of other families that read them. */
export const FILES = '/files'

/** Keeps an uploaded file with its bytes. */
export const createdFiles: StateBehavior = (request, steps) => {
  let bytes: Uint8Array = new Uint8Array()
  return {
    ...steps,
    before: async () => {
      bytes = (await request.uploads[0]?.read()) ?? bytes
      return undefined
    },
    commit: (answer) => {
      const kept = keep(request, asObject(answer.body) ?? {})
      if (kept !== undefined) {
        request.store.setContent(kept, bytes)
      }
      return kept
    },
  }
}

/** Purposes of files whose content the service does not return. */
const UNREADABLE_PURPOSES = new Set(['assistants', 'user_data'])

/** Returns the bytes of a kept file. */
export const downloadedFiles: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const id = request.pathParameters['file_id'] ?? ''
    const kept = request.store.find({ family: FILES, parent: '', id })
    if (kept === undefined) {
      return { answer, origin: 'example' }
    }
    if (kept.gone) {
      throw goneError(request.pathParameters, 'file_id')
    }
    const purpose = asString(kept.body['purpose']) ?? ''
    if (UNREADABLE_PURPOSES.has(purpose)) {
      throw apiError(400, `Not allowed to download files of purpose: ${purpose}`)
    }
    const headers = { ...answer.headers, ...downloadHeaders(asString(kept.body['filename']) ?? '') }
    return { answer: { ...answer, headers, body: request.store.content(kept) }, origin: 'stored' }
  },
})

/** Headers of a download: the bytes of a client never run in a browser on the origin of the mock. */
export function downloadHeaders(name: string): Record<string, string> {
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': contentDisposition(name),
    'x-content-type-options': 'nosniff',
  }
}
