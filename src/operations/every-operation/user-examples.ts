import type { UserExample } from '../../catalogue/contract.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { Json } from '../../web/json/json.ts'
import type { Transform } from '../operation.ts'

/** Applies examples that the user added to the document. Runs last, so that they override all other transforms. */
export const userExamples: Transform = (answer, { operation }) =>
  operation.userExamples.reduce((current, { path, value }) => {
    const updated = setAtPath(current, path, value)
    return isRecord(updated) ? updated : current
  }, answer)

/** Sets the value at a path. Only the last property may be missing. */
function setAtPath(current: Json, [segment, ...rest]: UserExample['path'], value: Json): Json {
  if (segment === undefined) {
    return value
  }
  if (Array.isArray(current) && segment.startsWith('*')) {
    const type = segment.slice(1)
    return current.map((item) =>
      type === '' || (isRecord(item) && item['type'] === type) ? setAtPath(item, rest, value) : item,
    )
  }
  if (!isRecord(current) || (rest.length > 0 && !Object.hasOwn(current, segment))) {
    return current
  }
  return { ...current, [segment]: setAtPath(current[segment] ?? null, rest, value) }
}
