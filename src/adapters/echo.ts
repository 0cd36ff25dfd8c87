import type { Json } from '../catalogue/types.ts'
import type { Adapter } from './adapter.ts'

/**
 * What the answer has under the same name as the request is what was sent, or the document's default for it. Which
 * properties that are, the build found out from the schemas.
 */
export const echo: Adapter = (answer, { operation, body }) => {
  const echoed = Object.entries(operation.echoes).flatMap(
    ([name, { default: fallback }]): [string, Json][] => {
      const sent = body[name] ?? undefined
      const value = sent === undefined ? fallback : likeExample(sent, answer[name])
      return value === undefined || (sent === undefined && !(name in answer)) ? [] : [[name, value]]
    },
  )
  return echoed.length === 0 ? answer : { ...answer, ...Object.fromEntries(echoed) }
}

/** Form fields are strings; the example tells which of them stand for numbers and truth values. */
function likeExample(sent: Json, example: Json | undefined): Json {
  if (typeof sent !== 'string') {
    return sent
  }
  if (typeof example === 'number' && Number.isFinite(Number(sent))) {
    return Number(sent)
  }
  return typeof example === 'boolean' ? sent === 'true' : sent
}
