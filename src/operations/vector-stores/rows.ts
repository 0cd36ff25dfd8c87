import { type OperationRow, rowOf } from '../operation.ts'
import { cancelledBatches, createdBatches, listedBatchFiles, retrievedBatches } from './kept-batches.ts'
import { attachedStoreFiles, detachedStoreFiles, storeFileContent } from './kept-store-files.ts'
import {
  changedStores,
  createdStores,
  deletedStores,
  listedStores,
  searchedStores,
  settledStore,
} from './kept-stores.ts'
import { searchResults } from './search-results.ts'
import { attachedFiles, vectorStores } from './vector-stores.ts'

/** Vector stores. */
export const VECTOR_STORE_ROWS: readonly OperationRow[] = [
  rowOf('createVectorStore', { transform: vectorStores, state: { steps: createdStores } }),
  rowOf('listVectorStores', { state: { steps: listedStores } }),
  rowOf('getVectorStore', { state: { steps: settledStore } }),
  rowOf('modifyVectorStore', { state: { steps: changedStores } }),
  rowOf('deleteVectorStore', { state: { steps: deletedStores } }),
  rowOf('searchVectorStore', { transform: searchResults, state: { steps: searchedStores } }),
  rowOf('createVectorStoreFile', { transform: attachedFiles, state: { steps: attachedStoreFiles } }),
  rowOf('listVectorStoreFiles', { state: { steps: settledStore } }),
  rowOf('getVectorStoreFile', { state: { steps: settledStore } }),
  rowOf('updateVectorStoreFileAttributes', { state: { steps: settledStore } }),
  rowOf('deleteVectorStoreFile', { state: { steps: detachedStoreFiles } }),
  rowOf('retrieveVectorStoreFileContent', { state: { steps: storeFileContent } }),
  rowOf('createVectorStoreFileBatch', { transform: vectorStores, state: { steps: createdBatches } }),
  rowOf('getVectorStoreFileBatch', { state: { steps: retrievedBatches } }),
  rowOf('listFilesInVectorStoreBatch', { state: { steps: listedBatchFiles } }),
  rowOf('cancelVectorStoreFileBatch', { state: { steps: cancelledBatches } }),
]
