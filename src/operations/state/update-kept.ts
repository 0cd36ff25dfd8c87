import type { Echo } from '../../catalogue/contract.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import { castLikeExample } from '../every-operation/echo.ts'

/** Timestamps of the last change, by their names in the document. */
const CHANGE_TIMES = ['updated_at', 'modified_at']

/**
 * Changes a kept object as a request asks: only the properties that the request has, also those set to null.
 *
 * @param kept the object (not mutated)
 * @param body the request body
 * @param options the properties that the response repeats, and the clock in seconds since 1970
 */
export function updateKept(
  kept: JsonObject,
  body: JsonObject,
  { echoes, now }: { echoes: Readonly<Record<string, Echo>>; now: number },
): JsonObject {
  const changed = changeFields(kept, body, echoes)
  const times = CHANGE_TIMES.filter((name) => typeof kept[name] === 'number').map((name) => [name, now])
  return times.length === 0 ? changed : { ...changed, ...Object.fromEntries(times) }
}

function changeFields(
  kept: JsonObject,
  body: JsonObject,
  echoes: Readonly<Record<string, Echo>>,
): JsonObject {
  const changes = Object.entries(echoes).flatMap(([requestName, rule]): [string, Json][] => {
    const value = body[requestName]
    const name = rule.as ?? requestName
    if (value === undefined) {
      return []
    }
    if (value === null) {
      return [[name, name === 'metadata' ? {} : null]]
    }
    const inner = rule.properties && asObject(value)
    if (inner !== undefined) {
      return [[name, changeFields(asObject(kept[name]) ?? {}, inner, rule.properties ?? {})]]
    }
    const isOtherType = rule.types?.some((type) => type === typeof value) === false
    return isOtherType ? [] : [[name, castLikeExample(value, kept[name])]]
  })
  return { ...kept, ...Object.fromEntries(changes) }
}
