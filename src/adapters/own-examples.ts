import type { Json, OwnExample } from '../catalogue/types.ts'
import type { Adapter } from './adapter.ts'

/**
 * Examples that somebody put into the document go before what other adapters make of the answer. It comes last.
 */
export const ownExamples: Adapter = (answer, { operation }) =>
  operation.own.reduce((current, { path, value }) => {
    const placed = place(current, path, value)
    return isObject(placed) ? placed : current
  }, answer)

/** Changes what is there; only a last property is added. */
function place(current: Json, [step, ...rest]: OwnExample['path'], value: Json): Json {
  if (step === undefined) {
    return value
  }
  if (Array.isArray(current) && step.startsWith('*')) {
    const type = step.slice(1)
    return current.map((item) =>
      type === '' || (isObject(item) && item['type'] === type) ? place(item, rest, value) : item,
    )
  }
  if (!isObject(current) || (rest.length > 0 && !Object.hasOwn(current, step))) {
    return current
  }
  return { ...current, [step]: place(current[step] ?? null, rest, value) }
}

function isObject(value: Json): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
