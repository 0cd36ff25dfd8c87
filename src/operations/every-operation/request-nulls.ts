import { hasNullMember, withoutUnlistedNulls } from '../../catalogue/unlisted-nulls.ts'
import type { Transform } from '../operation.ts'

/** Removes nulls that the request sent for omitted members from the parts of the response that repeat it. */
export const omitRequestNulls: Transform = (answer, { operation, body }) => {
  const names = hasNullMember(body) ? Object.keys(answer).filter((name) => hasNullMember(answer[name])) : []
  return names.length === 0 ? answer : withoutUnlistedNulls(operation, answer, names)
}
