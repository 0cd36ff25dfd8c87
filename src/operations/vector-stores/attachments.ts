import { apiError } from '../../openai/errors.ts'
import { parentKey } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObjects, asString } from '../../web/json/narrow.ts'
import { FILES } from '../files/kept-files.ts'
import type { StateRequest } from '../state/behavior.ts'
import { goneError } from '../state/lookup.ts'
import { attachmentPlace, ATTACHMENTS, PENDING, STORE_FILES, storeFilePlace } from './places.ts'
import { extensionOf, isRefusedFile } from './readable-text.ts'
import { changeCounts } from './settle-files.ts'
import { chunkingStrategy } from './vector-stores.ts'

/** A file to attach to a store. */
export interface RequestedFile {
  id: string
  attributes: JsonObject
  /** The strategy in the form of the response. */
  strategy: JsonObject
}

/** @returns the files that a request to create a store or a batch names, each once */
export function requestedFiles(body: JsonObject): RequestedFile[] {
  const listed: JsonObject[] = [
    ...(Array.isArray(body['file_ids']) ? body['file_ids'] : []).map((id): JsonObject => ({ file_id: id })),
    ...asObjects(body['files']),
  ]
  const files = listed.map((file): [string, RequestedFile] => {
    const id = asString(file['file_id']) ?? ''
    const attributes = file['attributes'] ?? body['attributes']
    const strategy = chunkingStrategy(file['chunking_strategy'] ?? body['chunking_strategy'])
    return [id, { id, attributes: asObjects([attributes])[0] ?? {}, strategy }]
  })
  return [...new Map(files).values()]
}

/**
 * Checks that files can be attached.
 *
 * @throws {import('../../openai/errors.ts').ApiError} 404 if one was deleted, 400 if its type cannot be searched in
 */
export function checkFiles(
  { store, isStrict }: Pick<StateRequest, 'store' | 'isStrict'>,
  ids: readonly string[],
): void {
  for (const id of ids) {
    const file = store.find({ family: FILES, parent: '', id })
    if (file === undefined ? isStrict : file.gone) {
      throw goneError({ file_id: id }, 'file_id')
    }
    const filename = asString(file?.body['filename']) ?? ''
    if (isRefusedFile(filename)) {
      const message = `Files with extensions [.${extensionOf(filename)}] are not supported for retrieval. See https://platform.openai.com/docs/assistants/tools/file-search/supported-files`
      throw apiError(400, message, { param: 'file_ids', code: 'unsupported_file' })
    }
  }
}

/** Attaches files to a store, in progress. The caller counts them. */
export function attachFiles(
  store: Store,
  storeId: string,
  { files, now }: { files: readonly RequestedFile[]; now: number },
): void {
  for (const { id, attributes, strategy } of files) {
    release(store, storeId, id)
    const body = {
      id,
      object: 'vector_store.file',
      created_at: now,
      usage_bytes: 0,
      vector_store_id: storeId,
      status: 'in_progress',
      last_error: null,
      attributes,
      chunking_strategy: strategy,
    }
    store.insert(storeFilePlace(storeId, id), body, { created: now })
    markAttached(store, storeId, { id, now })
  }
}

/** Remembers that a file is in progress, and which store it has to leave if it is deleted. */
export function markAttached(store: Store, storeId: string, { id, now }: { id: string; now: number }): void {
  store.insert(attachmentPlace(storeId, id), {}, { created: now })
  store.insert({ family: PENDING, parent: parentKey([storeId]), id }, {}, { created: now })
}

/** Takes a file that leaves a store, or is attached again, out of the store's counts. */
export function release(store: Store, storeId: string, fileId: string): void {
  const kept = store.get(storeFilePlace(storeId, fileId))
  if (kept !== undefined) {
    const { status, usage_bytes: bytes } = kept.body
    changeCounts(store, storeId, [{ from: asString(status) ?? '', bytes: -(asNumber(bytes) ?? 0) }])
    store.remove(attachmentPlace(storeId, fileId))
  }
}

/** Takes a deleted file out of all stores. */
export function detachEverywhere(store: Store, fileId: string): void {
  for (const { id: storeId } of store.all(ATTACHMENTS, parentKey([fileId]))) {
    const kept = store.get(storeFilePlace(storeId, fileId))
    if (kept !== undefined) {
      release(store, storeId, fileId)
      store.bury(kept)
    }
  }
}

/** Forgets the attachments of a store that is deleted. */
export function forgetAttachments(store: Store, storeId: string): void {
  for (const { id } of store.all(STORE_FILES, parentKey([storeId]))) {
    store.remove(attachmentPlace(storeId, id))
  }
}
