import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObjects, asString } from '../../web/json/narrow.ts'

/** @returns whether a value passes the comparison with another one; the value of a missing attribute is undefined */
type Comparison = (has: Json | undefined, wanted: Json) => boolean

/** Comparisons of file attributes (API reference, "Comparison Filter"). */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  eq: (has, wanted) => has === wanted,
  ne: (has, wanted) => has !== wanted,
  gt: (has, wanted) => isOrdered(has, wanted, (one, other) => one > other),
  gte: (has, wanted) => isOrdered(has, wanted, (one, other) => one >= other),
  lt: (has, wanted) => isOrdered(has, wanted, (one, other) => one < other),
  lte: (has, wanted) => isOrdered(has, wanted, (one, other) => one <= other),
  in: (has, wanted) => has !== undefined && asArray(wanted).includes(has),
  nin: (has, wanted) => has === undefined || !asArray(wanted).includes(has),
}

/**
 * @param attributes those of a file
 * @param filter a comparison, or several joined by `and` or `or`, to any depth
 */
export function passesFilter(attributes: JsonObject, filter: JsonObject): boolean {
  const type = asString(filter['type']) ?? ''
  if (type === 'and' || type === 'or') {
    const parts = asObjects(filter['filters'])
    return type === 'and'
      ? parts.every((part) => passesFilter(attributes, part))
      : parts.some((part) => passesFilter(attributes, part))
  }
  const has = attributes[asString(filter['key']) ?? '']
  return COMPARISONS[type]?.(has, filter['value'] ?? null) ?? true
}

/** Values of different types have no order. */
function isOrdered(
  has: Json | undefined,
  wanted: Json,
  compare: (one: number | string, other: number | string) => boolean,
): boolean {
  return typeof has === 'number' && typeof wanted === 'number'
    ? compare(has, wanted)
    : typeof has === 'string' && typeof wanted === 'string' && compare(has, wanted)
}
