import { type OperationRow, rowOf, rowsOf } from '../operation.ts'
import { searchResults } from './search-results.ts'
import { vectorStores } from './vector-stores.ts'

/** Vector stores. */
export const VECTOR_STORE_ROWS: readonly OperationRow[] = [
  ...rowsOf(['createVectorStore', 'createVectorStoreFileBatch'], { transform: vectorStores }),
  rowOf('searchVectorStore', { transform: searchResults }),
]
