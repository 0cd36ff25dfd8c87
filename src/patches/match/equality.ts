import { isRecord } from '../../web/json/is-record.ts'
import type { Json } from '../../web/json/json.ts'
import type { Budget } from '../../web/limits/budget.ts'

/** How values are compared. */
export interface EqualityOptions {
  ignoreCase: boolean
  /** Whether the values are always strings, as in headers: a number then equals its string form. */
  isText: boolean
  budget: Budget
}

/** Characters that are lowercased per step of the budget. */
const FOLDED_CHARACTERS_PER_STEP = 10

/**
 * Characters that a substring search compares per step of the budget. In the worst case, such as `aaaa` and `aabaa`, it
 * compares each character of one string with each of the other.
 */
const COMPARED_CHARACTERS_PER_STEP = 50

/** Steps to compare an item of an array. */
const STEPS_PER_ITEM = 10

/** Whether two values are equal; member order is irrelevant. */
export function isEqual(value: Json, expected: Json, options: EqualityOptions): boolean {
  if (typeof value === 'string' && typeof expected === 'string') {
    return isEqualText(value, expected, options)
  }
  if (Array.isArray(value) || Array.isArray(expected)) {
    return (
      Array.isArray(value) &&
      Array.isArray(expected) &&
      value.length === expected.length &&
      value.every((item, index) => isEqual(item, expected[index] ?? null, options))
    )
  }
  if (isRecord(value) && isRecord(expected)) {
    const names = Object.keys(value)
    return (
      names.length === Object.keys(expected).length &&
      names.every(
        (name) =>
          Object.hasOwn(expected, name) && isEqual(value[name] ?? null, expected[name] ?? null, options),
      )
    )
  }
  return value === expected || (options.isText && value === scalarToText(expected))
}

/** Whether a string contains a substring, an array an item, or an object a member name. */
export function containsValue(value: Json, expected: Json, options: EqualityOptions): boolean {
  if (typeof value === 'string') {
    const part = options.isText ? scalarToText(expected) : expected
    return typeof part === 'string' && includesText(value, part, options)
  }
  if (Array.isArray(value)) {
    return (
      options.budget.spend(STEPS_PER_ITEM * value.length) &&
      value.some((item) => isEqual(item, expected, options))
    )
  }
  if (isRecord(value) && typeof expected === 'string') {
    return options.ignoreCase
      ? Object.keys(value).some((name) => isEqualText(name, expected, options))
      : Object.hasOwn(value, expected)
  }
  return false
}

function isEqualText(text: string, expected: string, options: EqualityOptions): boolean {
  return options.ignoreCase
    ? spendFolding(text, options) && text.toLowerCase() === expected.toLowerCase()
    : text === expected
}

function includesText(text: string, part: string, options: EqualityOptions): boolean {
  if (!options.budget.spend(Math.ceil((text.length * part.length) / COMPARED_CHARACTERS_PER_STEP))) {
    return false
  }
  return options.ignoreCase
    ? spendFolding(text, options) && text.toLowerCase().includes(part.toLowerCase())
    : text.includes(part)
}

function spendFolding(text: string, { budget }: EqualityOptions): boolean {
  return budget.spend(Math.ceil(text.length / FOLDED_CHARACTERS_PER_STEP))
}

function scalarToText(value: Json): Json {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}
