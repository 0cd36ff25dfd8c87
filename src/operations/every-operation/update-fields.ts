import type { AnswerPlace } from '../../catalogue/contract.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'

/**
 * Replaces the values at some paths of a response body.
 *
 * @param answer the body (not mutated)
 * @param places paths to update; missing ones are ignored
 * @param change maps a value to its replacement
 * @returns a copy along these paths that shares the rest with the original
 */
export function changePlaces(
  answer: JsonObject,
  places: readonly AnswerPlace[],
  change: (value: Json) => Json,
): JsonObject {
  return places.reduce<JsonObject>((current, place) => {
    const changed = changeAt(current, place, { at: 0, change })
    return isRecord(changed) ? changed : current
  }, answer)
}

/** @returns the values at some paths of a response body; missing ones are skipped */
export function valuesAt(answer: JsonObject, places: readonly AnswerPlace[]): Json[] {
  const found: Json[] = []
  for (const place of places) {
    collect(answer, place, { depth: 0, found })
  }
  return found
}

function collect(value: Json, place: AnswerPlace, { depth, found }: { depth: number; found: Json[] }): void {
  const name = place[depth]
  if (name === undefined) {
    found.push(value)
  } else if (Array.isArray(value)) {
    for (const item of name === '*' ? value : []) {
      collect(item, place, { depth: depth + 1, found })
    }
  } else if (isRecord(value) && value[name] !== undefined) {
    collect(value[name], place, { depth: depth + 1, found })
  }
}

function changeAt(
  value: Json,
  place: AnswerPlace,
  step: { at: number; change: (value: Json) => Json },
): Json {
  const name = place[step.at]
  if (name === undefined) {
    return step.change(value)
  }
  const next = { at: step.at + 1, change: step.change }
  if (Array.isArray(value)) {
    return name === '*' ? value.map((item) => changeAt(item, place, next)) : value
  }
  const member = isRecord(value) ? value[name] : undefined
  if (!isRecord(value) || member === undefined) {
    return value
  }
  const changed = changeAt(member, place, next)
  return changed === member ? value : { ...value, [name]: changed }
}
