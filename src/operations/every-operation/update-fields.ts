import type { FieldPath } from '../../catalogue/contract.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'

/**
 * Replaces the values at some paths of a response body.
 *
 * @param answer the body (not mutated)
 * @param paths paths to update; missing ones are ignored
 * @param update maps a value to its replacement
 * @returns a copy along these paths that shares the rest with the original
 */
export function updateFields(
  answer: JsonObject,
  paths: readonly FieldPath[],
  update: (value: Json) => Json,
): JsonObject {
  return paths.reduce<JsonObject>((current, path) => {
    const updated = updateAt(current, path, { at: 0, change: update })
    return isRecord(updated) ? updated : current
  }, answer)
}

/** @returns the values at some paths of a response body; missing ones are skipped */
export function collectFields(answer: JsonObject, paths: readonly FieldPath[]): Json[] {
  const found: Json[] = []
  for (const path of paths) {
    collectAt(answer, path, { depth: 0, found })
  }
  return found
}

function collectAt(value: Json, path: FieldPath, { depth, found }: { depth: number; found: Json[] }): void {
  const segment = path[depth]
  if (segment === undefined) {
    found.push(value)
  } else if (Array.isArray(value)) {
    for (const item of segment === '*' ? value : []) {
      collectAt(item, path, { depth: depth + 1, found })
    }
  } else if (isRecord(value) && value[segment] !== undefined) {
    collectAt(value[segment], path, { depth: depth + 1, found })
  }
}

function updateAt(value: Json, path: FieldPath, step: { at: number; change: (value: Json) => Json }): Json {
  const segment = path[step.at]
  if (segment === undefined) {
    return step.change(value)
  }
  const next = { at: step.at + 1, change: step.change }
  if (Array.isArray(value)) {
    return segment === '*' ? value.map((item) => updateAt(item, path, next)) : value
  }
  const member = isRecord(value) ? value[segment] : undefined
  if (!isRecord(value) || member === undefined) {
    return value
  }
  const updated = updateAt(member, path, next)
  return updated === member ? value : { ...value, [segment]: updated }
}
