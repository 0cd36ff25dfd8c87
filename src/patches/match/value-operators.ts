import type { Json } from '../../web/json/json.ts'
import type { Budget } from '../../web/limits/budget.ts'
import { compileSafeRegExp } from '../../web/limits/safe-regexp.ts'
import type { Issue } from '../document/issue.ts'
import { containsValue, isEqual } from './equality.ts'

/** Values that a path selected in a request. */
export interface FoundValues {
  values: readonly Json[]
  /** Whether the values are always strings, as in headers: a number then equals its string form. */
  isText: boolean
  budget: Budget
}

/** Context in which an operator is compiled. */
export interface OperatorContext {
  /** JSON Pointer of the operator, for issues. */
  pointer: string
  /** Collects issues. */
  issues: Issue[]
  /** Whether string comparisons ignore case. */
  ignoreCase: boolean
}

/** Tests one value. */
export type ValueTest = (value: Json, found: FoundValues) => boolean

/** Compiles an operator to a test of one value. The operand is not yet validated. */
type ValueOperator = (operand: Json, context: OperatorContext) => ValueTest

const never: ValueTest = () => false

const equals: ValueOperator =
  (operand, { ignoreCase }) =>
  (value, { isText, budget }) =>
    isEqual(value, operand, { ignoreCase, isText, budget })

const contains: ValueOperator =
  (operand, { ignoreCase }) =>
  (value, { isText, budget }) =>
    containsValue(value, operand, { ignoreCase, isText, budget })

const matches: ValueOperator = (operand, { pointer, issues, ignoreCase }) => {
  if (typeof operand !== 'string') {
    issues.push({ pointer, message: 'must be a string with a regular expression' })
    return never
  }
  const literal = /^\/(.+)\/([gimsuy]*[gi][gimsuy]*)$/s.exec(operand)
  if (literal !== null) {
    issues.push({ pointer, ...regExpLiteralIssue(literal) })
    return never
  }
  const expression = compileSafeRegExp(operand, ignoreCase)
  if ('issue' in expression) {
    issues.push({ pointer, ...expression.issue })
    return never
  }
  return (value, { budget }) =>
    typeof value === 'string' && budget.spend(expression.cost * value.length) && expression.search(value)
}

/** Rejects `/pattern/flags`, which would match the slashes literally and so never match. */
function regExpLiteralIssue([, pattern, flags = '']: RegExpExecArray): Omit<Issue, 'pointer'> {
  const replacement = JSON.stringify({
    matches: pattern,
    ...(flags.includes('i') && { ignoreCase: true }),
  })
  return {
    message: 'is a regular expression literal; write it without slashes and flags',
    suggestion: `write ${replacement}; to match a leading slash, start with [/]`,
  }
}

/** Steps to compare a value with one of a list. */
const STEPS_PER_ALTERNATIVE = 10

const isOneOf: ValueOperator = (operand, { pointer, issues, ignoreCase }) => {
  if (!Array.isArray(operand)) {
    issues.push({ pointer, message: 'must be an array of values', suggestion: '{ "in": ["a", "b"] }' })
    return never
  }
  return (value, { isText, budget }) =>
    budget.spend(STEPS_PER_ALTERNATIVE * operand.length) &&
    operand.some((one) => isEqual(value, one, { ignoreCase, isText, budget }))
}

/** @param test whether an order passes: negative if the value is less than the operand, positive if it is greater */
function comparison(test: (order: number) => boolean): ValueOperator {
  return (operand, { pointer, issues }) => {
    if (typeof operand === 'string') {
      return (value) => typeof value === 'string' && test(compareText(value, operand))
    }
    if (typeof operand === 'number') {
      return (value, { isText }) => test(compareNumbers(value, operand, isText))
    }
    issues.push({ pointer, message: 'must be a number or a string' })
    return never
  }
}

/** Compares strings by code unit. */
function compareText(value: string, operand: string): number {
  return value < operand ? -1 : value > operand ? 1 : 0
}

/** Compares numbers, in text also numeric strings. Returns NaN for other values. */
function compareNumbers(value: Json, operand: number, isText: boolean): number {
  const number = isText && typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' ? number - operand : NaN
}

/** Operators that test one value at a time. */
export const VALUE_OPERATORS: ReadonlyMap<string, ValueOperator> = new Map([
  ['equals', equals],
  ['contains', contains],
  ['matches', matches],
  ['in', isOneOf],
  ['gt', comparison((order) => order > 0)],
  ['gte', comparison((order) => order >= 0)],
  ['lt', comparison((order) => order < 0)],
  ['lte', comparison((order) => order <= 0)],
])
