import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import { hasNullMember, withoutUnlistedNulls } from '../../catalogue/unlisted-nulls.ts'
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
 * @param options the operation that changes it, and the clock in seconds since 1970
 */
export function updateKept(
  kept: JsonObject,
  body: JsonObject,
  { operation, now }: { operation: CataloguedOperation; now: number },
): JsonObject {
  const updated = changeFields(kept, body, operation.echoes)
  const withNulls = Object.keys(body).length === 0 ? [] : namesWithNulls(updated)
  // Null means the same as an omitted property, unless the document allows it.
  const changed =
    withNulls.length === 0 ? updated : { ...kept, ...withoutUnlistedNulls(operation, updated, withNulls) }
  const times = CHANGE_TIMES.filter((name) => typeof kept[name] === 'number').map((name) => [name, now])
  return times.length === 0 ? changed : { ...changed, ...Object.fromEntries(times) }
}

function namesWithNulls(object: JsonObject): string[] {
  return Object.keys(object).filter((name) => object[name] === null || hasNullMember(object[name]))
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
