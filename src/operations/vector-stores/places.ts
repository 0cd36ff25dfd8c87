import { parentKey, type Place } from '../../state/kept.ts'

/** Paths of the families of vector stores. */
export const VECTOR_STORES = '/vector_stores'
export const STORE_FILES = '/vector_stores/{vector_store_id}/files'
export const FILE_BATCHES = '/vector_stores/{vector_store_id}/file_batches'
/** The files of a batch, as they are in the store. */
export const BATCH_FILES = '/vector_stores/{vector_store_id}/file_batches/{batch_id}/files'
/** The files that are in progress by their ids. Not a path of the API. */
export const PENDING = '/vector_stores/{vector_store_id}/pending_files'
/** The stores that a file is attached to by their ids. Not a path of the API: deleting the file deletes them. */
export const ATTACHMENTS = '/files/{file_id}/vector_stores'

export function storePlace(storeId: string): Place {
  return { family: VECTOR_STORES, parent: '', id: storeId }
}

export function storeFilePlace(storeId: string, fileId: string): Place {
  return { family: STORE_FILES, parent: parentKey([storeId]), id: fileId }
}

export function attachmentPlace(storeId: string, fileId: string): Place {
  return { family: ATTACHMENTS, parent: parentKey([fileId]), id: storeId }
}
