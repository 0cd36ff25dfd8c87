import type { Echo } from '../catalogue/types.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { objectIn } from '../json/read-json.ts'
import type { Adapter } from './adapter.ts'

/**
 * What the answer has under the same name as the request is what was sent, or the document's default for it. Which
 * properties that are, the build found out from the schemas.
 */
export const echo: Adapter = (answer, { operation, body }) => echoed(answer, body, operation.echoes)

function echoed(answer: JsonObject, body: JsonObject, echoes: Record<string, Echo>): JsonObject {
  let changed: JsonObject | undefined
  for (const sentName of Object.keys(echoes)) {
    const how = echoes[sentName]
    const value = how && valueOf(sentName, how, { answer, body })
    if (value !== undefined) {
      changed ??= { ...answer }
      changed[how?.as ?? sentName] = value
    }
  }
  return changed ?? answer
}

/** What the answer says under a property's name instead of the example's value; undefined where that stays. */
function valueOf(
  sentName: string,
  how: Echo,
  { answer, body }: { answer: JsonObject; body: JsonObject },
): Json | undefined {
  const name = how.as ?? sentName
  const sent = body[sentName] ?? undefined
  if (how.properties !== undefined) {
    const inner = objectIn(sent)
    const current = objectIn(answer[name])
    return inner && current && echoed(current, inner, how.properties)
  }
  if (sent === undefined) {
    return name in answer ? how.default : undefined
  }
  return how.types?.some((type) => type === typeof sent) === false
    ? undefined
    : likeExample(sent, answer[name])
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
