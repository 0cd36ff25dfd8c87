import type { OpenApiDocument } from '../document/document.ts'
import { subsetOf } from '../document/subset.ts'
import { acceptEmptyContent } from './empty-content.ts'
import { acceptHistory } from './history-items.ts'
import { acceptOptionalNulls } from './optional-nulls.ts'

/**
 * Extends the schemas of JSON request bodies by the values that the service accepts although the document does not.
 * Each extension is a rule about schemas, not a list of operations or types. Responses and forms use the original
 * schemas.
 *
 * @param document a normalized document (not mutated)
 * @param ids the operations to keep; all by default
 * @returns a document for the validators of JSON request bodies only
 */
export function acceptRequests(document: OpenApiDocument, ids?: ReadonlySet<string>): OpenApiDocument {
  const withHistory = acceptHistory(document)
  const selected = ids === undefined ? withHistory : subsetOf(withHistory, ids)
  return acceptOptionalNulls(acceptEmptyContent(selected))
}
