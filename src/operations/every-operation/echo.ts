import type { Echo } from '../../catalogue/contract.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { objectIn } from '../../web/json/narrow.ts'
import type { Adapter } from '../operation.ts'

/**
 * Copies request properties to response properties of the same name, or the document's default if the request omits
 * them. The compiler derives the list of properties from the schemas.
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

/** The echoed value of a property; undefined keeps the example's value. */
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

/** Form fields are strings; converts them to number or boolean if the example has that type. */
function likeExample(sent: Json, example: Json | undefined): Json {
  if (typeof sent !== 'string') {
    return sent
  }
  if (typeof example === 'number' && Number.isFinite(Number(sent))) {
    return Number(sent)
  }
  return typeof example === 'boolean' ? sent === 'true' : sent
}
