import type { Echo, Json, JsonObject } from '../catalogue/types.ts'
import type { Adapter } from './adapter.ts'
import { objectIn } from './read-json.ts'

/**
 * What the answer has under the same name as the request is what was sent, or the document's default for it. Which
 * properties that are, the build found out from the schemas.
 */
export const echo: Adapter = (answer, { operation, body }) => echoed(answer, body, operation.echoes)

function echoed(answer: JsonObject, body: JsonObject, echoes: Record<string, Echo>): JsonObject {
  const changed = Object.entries(echoes).flatMap(([sentName, how]): [string, Json][] => {
    const name = how.as ?? sentName
    const sent = body[sentName] ?? undefined
    const inner = objectIn(sent)
    const current = objectIn(answer[name])
    if (how.properties !== undefined) {
      return inner === undefined || current === undefined
        ? []
        : [[name, echoed(current, inner, how.properties)]]
    }
    if (sent !== undefined && how.types?.some((type) => type === typeof sent) === false) {
      return []
    }
    const value = sent === undefined ? how.default : likeExample(sent, answer[name])
    return value === undefined || (sent === undefined && !(name in answer)) ? [] : [[name, value]]
  })
  return changed.length === 0 ? answer : { ...answer, ...Object.fromEntries(changed) }
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
