import type { OwnExample } from '../../catalogue/contract.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { Json } from '../../web/json/json.ts'
import type { Adapter } from '../operation.ts'

/** Applies examples that the user added to the document. Runs last, so that they override all other transforms. */
export const ownExamples: Adapter = (answer, { operation }) =>
  operation.own.reduce((current, { path, value }) => {
    const placed = place(current, path, value)
    return isRecord(placed) ? placed : current
  }, answer)

/** Sets the value at a path. Only the last property may be missing. */
function place(current: Json, [step, ...rest]: OwnExample['path'], value: Json): Json {
  if (step === undefined) {
    return value
  }
  if (Array.isArray(current) && step.startsWith('*')) {
    const type = step.slice(1)
    return current.map((item) =>
      type === '' || (isRecord(item) && item['type'] === type) ? place(item, rest, value) : item,
    )
  }
  if (!isRecord(current) || (rest.length > 0 && !Object.hasOwn(current, step))) {
    return current
  }
  return { ...current, [step]: place(current[step] ?? null, rest, value) }
}
