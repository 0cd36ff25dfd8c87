import { isRecord } from '../../web/json/is-record.ts'
import type { Json } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import { formatPointer } from '../../web/json/pointer.ts'
import type { Operators } from '../document/types.ts'
import { didYouMean, type Issue } from '../document/issue.ts'
import { compileSafeRegExp } from '../../web/limits/safe-regexp.ts'
import type { Budget } from '../../web/limits/budget.ts'

/** Values that a path selected in a request. */
export interface FoundValues {
  values: readonly Json[]
  /** Whether the values are always strings, as in headers: a number then equals its string form. */
  isText: boolean
  budget: Budget
}

/** Tests the selected values against a condition. */
export type ConditionTest = (found: FoundValues) => boolean

/** Context in which a condition is compiled. */
export interface ConditionContext {
  /** Collects issues. */
  issues: Issue[]
  /** Whether string comparisons ignore case. */
  ignoreCase: boolean
}

/** Tests one value against an operator. */
type ValueTest = (value: Json, found: FoundValues) => boolean

/** Operators that test one value at a time. */
const VALUE_OPERATORS: Record<
  string,
  (operand: Json, pointer: string, reading: ConditionContext) => ValueTest
> = {
  equals:
    (operand, _, { ignoreCase }) =>
    (value, { isText, budget }) =>
      isEqual(value, operand, { ignoreCase, isText, budget }),
  in: (operand, pointer, { issues, ignoreCase }) => {
    if (!Array.isArray(operand)) {
      issues.push({ pointer, message: 'must be an array of values', suggestion: '{ "in": ["a", "b"] }' })
      return () => false
    }
    return (value, { isText, budget }) =>
      operand.some((one) => isEqual(value, one, { ignoreCase, isText, budget }))
  },
  contains:
    (operand, _, { ignoreCase }) =>
    (value, { isText, budget }) =>
      containsValue(value, operand, { ignoreCase, isText, budget }),
  matches: (operand, pointer, { issues, ignoreCase }) => {
    if (typeof operand !== 'string') {
      issues.push({ pointer, message: 'must be a string with a regular expression' })
      return () => false
    }
    const literal = /^\/(.+)\/([gimsuy]*[gi][gimsuy]*)$/s.exec(operand)
    if (literal !== null) {
      issues.push({ pointer, ...regExpLiteralIssue(literal) })
      return () => false
    }
    const expression = compileSafeRegExp(operand, ignoreCase)
    if ('issue' in expression) {
      issues.push({ pointer, ...expression.issue })
      return () => false
    }
    return (value, { budget }) =>
      typeof value === 'string' && budget.spend(expression.cost * value.length) && expression.search(value)
  },
  gt: comparison((order) => order > 0),
  gte: comparison((order) => order >= 0),
  lt: comparison((order) => order < 0),
  lte: comparison((order) => order <= 0),
}

/** Operators that test all selected values. */
const SET_OPERATORS: Record<
  string,
  (operand: Json, pointer: string, reading: ConditionContext) => ConditionTest
> = {
  exists: (operand, pointer, { issues }) => {
    if (typeof operand !== 'boolean') {
      issues.push({ pointer, message: 'must be true or false' })
    }
    return ({ values }) => values.length > 0 === operand
  },
  not: (operand, pointer, reading) => {
    const test = compileCondition(operand, pointer, reading)
    return (found) => !test(found)
  },
  any: (operand, pointer, reading) => {
    const tests = compileConditions(operand, pointer, reading)
    return (found) => tests.some((test) => test(found))
  },
  all: (operand, pointer, reading) => {
    const tests = compileConditions(operand, pointer, reading)
    return (found) => tests.every((test) => test(found))
  },
}

const OPERATORS: readonly (keyof Operators)[] = [
  'equals',
  'contains',
  'matches',
  'in',
  'exists',
  'gt',
  'gte',
  'lt',
  'lte',
  'ignoreCase',
  'not',
  'any',
  'all',
]

/**
 * Compiles a condition.
 *
 * @param condition a `Condition`, not yet validated
 * @param pointer JSON Pointer of the condition, for issues
 * @returns the test. `equals`, `contains`, `matches`, `in` and the comparisons must all hold for the same value;
 *   `exists`, `not`, `any` and `all` apply to all selected values
 */
export function compileCondition(condition: Json, pointer: string, context: ConditionContext): ConditionTest {
  const { ignoreCase = context.ignoreCase, ...operators } = asObject(condition) ?? { equals: condition }
  if (Array.isArray(condition)) {
    const suggestion = 'for an array: { "equals": [...] }; for one of several values: { "in": [...] }'
    context.issues.push({ pointer, message: 'must be a literal or an object of operators', suggestion })
  }
  if (typeof ignoreCase !== 'boolean') {
    context.issues.push({ pointer: `${pointer}/ignoreCase`, message: 'must be true or false' })
  }
  const innerContext = { ...context, ignoreCase: ignoreCase === true }
  const valueTests: ValueTest[] = []
  const tests: ConditionTest[] = []
  for (const [name, operand] of Object.entries(operators)) {
    const operatorPointer = pointer + formatPointer([name])
    if (Object.hasOwn(VALUE_OPERATORS, name)) {
      valueTests.push(VALUE_OPERATORS[name]?.(operand, operatorPointer, innerContext) ?? (() => false))
    } else if (Object.hasOwn(SET_OPERATORS, name)) {
      tests.push(SET_OPERATORS[name]?.(operand, operatorPointer, innerContext) ?? (() => false))
    } else {
      const suggestion = didYouMean(name, OPERATORS) ?? `expected one of ${OPERATORS.join(', ')}`
      context.issues.push({ pointer: operatorPointer, message: 'is an unknown operator', suggestion })
    }
  }
  if (valueTests.length + tests.length === 0 && context.issues.length === 0) {
    const suggestion = 'if a value must be present: { "exists": true }; for an empty object: { "equals": {} }'
    context.issues.push({ pointer, message: 'has no operator', suggestion })
  }
  if (valueTests.length > 0) {
    tests.push(someValuePasses(valueTests))
  }
  return tests.length === 1 && tests[0] !== undefined
    ? tests[0]
    : (found) => tests.every((test) => test(found))
}

function someValuePasses(tests: readonly ValueTest[]): ConditionTest {
  return (found) => found.values.some((value) => tests.every((test) => test(value, found)))
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

function compileConditions(operand: Json, pointer: string, context: ConditionContext): ConditionTest[] {
  if (!Array.isArray(operand) || operand.length === 0) {
    context.issues.push({ pointer, message: 'must be a non-empty array of conditions' })
    return []
  }
  return operand.map((condition, index) => compileCondition(condition, `${pointer}/${index}`, context))
}

/** Compares numbers numerically, including numeric strings, and other strings by code unit. */
function comparison(test: (order: number) => boolean): (typeof VALUE_OPERATORS)[string] {
  return (operand, pointer, { issues }) => {
    if (typeof operand !== 'number' && typeof operand !== 'string') {
      issues.push({ pointer, message: 'must be a number or a string' })
    }
    return (value, { isText }) => {
      if (typeof operand === 'string') {
        return typeof value === 'string' && test(value < operand ? -1 : value > operand ? 1 : 0)
      }
      const number = isText && typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      return typeof number === 'number' && typeof operand === 'number' && test(number - operand)
    }
  }
}

interface EqualityOptions {
  ignoreCase: boolean
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

function isEqual(value: Json, expected: Json, options: EqualityOptions): boolean {
  if (typeof value === 'string' && typeof expected === 'string') {
    return options.ignoreCase
      ? spendFolding(value, options) && foldCase(value) === foldCase(expected)
      : value === expected
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

function containsValue(value: Json, expected: Json, options: EqualityOptions): boolean {
  const { ignoreCase, isText, budget } = options
  if (typeof value === 'string') {
    const part = isText ? scalarToText(expected) : expected
    return typeof part === 'string' && includesText(value, part, options)
  }
  if (Array.isArray(value)) {
    return budget.spend(value.length) && value.some((item) => isEqual(item, expected, options))
  }
  if (isRecord(value) && typeof expected === 'string') {
    return ignoreCase
      ? Object.keys(value).some(
          (name) => spendFolding(name, options) && foldCase(name) === foldCase(expected),
        )
      : Object.hasOwn(value, expected)
  }
  return false
}

function includesText(text: string, part: string, options: EqualityOptions): boolean {
  if (!options.budget.spend(Math.ceil((text.length * part.length) / COMPARED_CHARACTERS_PER_STEP))) {
    return false
  }
  return options.ignoreCase
    ? spendFolding(text, options) && foldCase(text).includes(foldCase(part))
    : text.includes(part)
}

function spendFolding(text: string, { budget }: EqualityOptions): boolean {
  return budget.spend(Math.ceil(text.length / FOLDED_CHARACTERS_PER_STEP))
}

function scalarToText(value: Json): Json {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

function foldCase(text: string): string {
  return text.toLowerCase()
}
