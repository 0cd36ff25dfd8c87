import type { Echo } from '../../catalogue/contract.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import type { Transform } from '../operation.ts'

/**
 * Copies request properties to response properties of the same name, or the document's default if the request omits
 * them. The compiler derives the list of properties from the schemas.
 */
export const echo: Transform = (answer, { operation, body }) => echoFields(answer, body, operation.echoes)

function echoFields(answer: JsonObject, body: JsonObject, echoes: Record<string, Echo>): JsonObject {
  let changed: JsonObject | undefined
  for (const requestName of Object.keys(echoes)) {
    const rule = echoes[requestName]
    const value = rule && echoedValue(requestName, rule, { answer, body })
    if (value !== undefined) {
      changed ??= { ...answer }
      changed[rule?.as ?? requestName] = value
    }
  }
  return changed ?? answer
}

/** The echoed value of a property; undefined keeps the example's value. */
function echoedValue(
  requestName: string,
  rule: Echo,
  { answer, body }: { answer: JsonObject; body: JsonObject },
): Json | undefined {
  const name = rule.as ?? requestName
  const requestValue = body[requestName] ?? undefined
  if (rule.properties !== undefined) {
    const inner = asObject(requestValue)
    const current = asObject(answer[name])
    return inner && current && echoFields(current, inner, rule.properties)
  }
  if (requestValue === undefined) {
    return name in answer ? rule.default : undefined
  }
  return rule.types?.some((type) => type === typeof requestValue) === false
    ? undefined
    : resolveValue(castLikeExample(requestValue, answer[name]), rule)
}

/** Replaces the alias of a model by its snapshot. */
function resolveValue(value: Json, { values }: Echo): Json {
  return values !== undefined && typeof value === 'string' && Object.hasOwn(values, value)
    ? (values[value] ?? value)
    : value
}

/** Form fields are strings; converts them to number or boolean if the example has that type. */
export function castLikeExample(requestValue: Json, example: Json | undefined): Json {
  if (typeof requestValue !== 'string') {
    return requestValue
  }
  if (typeof example === 'number' && Number.isFinite(Number(requestValue))) {
    return Number(requestValue)
  }
  return typeof example === 'boolean' ? requestValue === 'true' : requestValue
}
