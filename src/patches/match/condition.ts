import { isRecord } from '../../web/json/is-record.ts'
import type { Json } from '../../web/json/json.ts'
import { objectIn } from '../../web/json/narrow.ts'
import { pointerTo } from '../../web/json/pointer.ts'
import type { Operators } from '../document/types.ts'
import { didYouMean, type DocumentFault } from '../document/issue.ts'
import { compileExpression } from '../../web/limits/safe-regexp.ts'
import type { WorkBudget } from '../../web/limits/work-budget.ts'

/** Values that a path selected in a request. */
export interface Found {
  values: readonly Json[]
  /** Whether the values are always strings, as in headers: a number then equals its string form. */
  isText: boolean
  budget: WorkBudget
}

/** Tests the selected values against a condition. */
export type Test = (found: Found) => boolean

/** Context in which a condition is compiled. */
export interface Reading {
  /** Collects issues. */
  faults: DocumentFault[]
  /** Whether string comparisons ignore case. */
  ignoreCase: boolean
}

/** Tests one value against an operator. */
type ValueTest = (value: Json, found: Found) => boolean

/** Operators that test one value at a time. */
const VALUE_OPERATORS: Record<string, (operand: Json, pointer: string, reading: Reading) => ValueTest> = {
  equals:
    (operand, _, { ignoreCase }) =>
    (value, { isText, budget }) =>
      isEqual(value, operand, { ignoreCase, isText, budget }),
  in: (operand, pointer, { faults, ignoreCase }) => {
    if (!Array.isArray(operand)) {
      faults.push({ pointer, message: 'must be an array of values', suggestion: '{ "in": ["a", "b"] }' })
      return () => false
    }
    return (value, { isText, budget }) =>
      operand.some((one) => isEqual(value, one, { ignoreCase, isText, budget }))
  },
  contains:
    (operand, _, { ignoreCase }) =>
    (value, { isText, budget }) =>
      doesContain(value, operand, { ignoreCase, isText, budget }),
  matches: (operand, pointer, { faults, ignoreCase }) => {
    if (typeof operand !== 'string') {
      faults.push({ pointer, message: 'must be a string with a regular expression' })
      return () => false
    }
    const literal = /^\/(.+)\/([gimsuy]*[gi][gimsuy]*)$/s.exec(operand)
    if (literal !== null) {
      faults.push({ pointer, ...literalFault(literal) })
      return () => false
    }
    const expression = compileExpression(operand, ignoreCase)
    if ('fault' in expression) {
      faults.push({ pointer, ...expression.fault })
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
const SET_OPERATORS: Record<string, (operand: Json, pointer: string, reading: Reading) => Test> = {
  exists: (operand, pointer, { faults }) => {
    if (typeof operand !== 'boolean') {
      faults.push({ pointer, message: 'must be true or false' })
    }
    return ({ values }) => values.length > 0 === operand
  },
  not: (operand, pointer, reading) => {
    const test = compileCondition(operand, pointer, reading)
    return (found) => !test(found)
  },
  any: (operand, pointer, reading) => {
    const tests = compileList(operand, pointer, reading)
    return (found) => tests.some((test) => test(found))
  },
  all: (operand, pointer, reading) => {
    const tests = compileList(operand, pointer, reading)
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
export function compileCondition(condition: Json, pointer: string, reading: Reading): Test {
  const { ignoreCase = reading.ignoreCase, ...operators } = objectIn(condition) ?? { equals: condition }
  if (Array.isArray(condition)) {
    const suggestion = 'for an array: { "equals": [...] }; for one of several values: { "in": [...] }'
    reading.faults.push({ pointer, message: 'must be a literal or an object of operators', suggestion })
  }
  if (typeof ignoreCase !== 'boolean') {
    reading.faults.push({ pointer: `${pointer}/ignoreCase`, message: 'must be true or false' })
  }
  const inner = { ...reading, ignoreCase: ignoreCase === true }
  const ofValues: ValueTest[] = []
  const tests: Test[] = []
  for (const [name, operand] of Object.entries(operators)) {
    const place = pointer + pointerTo([name])
    if (Object.hasOwn(VALUE_OPERATORS, name)) {
      ofValues.push(VALUE_OPERATORS[name]?.(operand, place, inner) ?? (() => false))
    } else if (Object.hasOwn(SET_OPERATORS, name)) {
      tests.push(SET_OPERATORS[name]?.(operand, place, inner) ?? (() => false))
    } else {
      const suggestion = didYouMean(name, OPERATORS) ?? `expected one of ${OPERATORS.join(', ')}`
      reading.faults.push({ pointer: place, message: 'is an unknown operator', suggestion })
    }
  }
  if (ofValues.length + tests.length === 0 && reading.faults.length === 0) {
    const suggestion = 'if a value must be present: { "exists": true }; for an empty object: { "equals": {} }'
    reading.faults.push({ pointer, message: 'has no operator', suggestion })
  }
  if (ofValues.length > 0) {
    tests.push(valuesTest(ofValues))
  }
  return tests.length === 1 && tests[0] !== undefined
    ? tests[0]
    : (found) => tests.every((test) => test(found))
}

function valuesTest(tests: readonly ValueTest[]): Test {
  return (found) => found.values.some((value) => tests.every((test) => test(value, found)))
}

/** Rejects `/pattern/flags`, which would match the slashes literally and so never match. */
function literalFault([, pattern, flags = '']: RegExpExecArray): Omit<DocumentFault, 'pointer'> {
  const instead = JSON.stringify({
    matches: pattern,
    ...(flags.includes('i') && { ignoreCase: true }),
  })
  return {
    message: 'is a regular expression literal; write it without slashes and flags',
    suggestion: `write ${instead}; to match a leading slash, start with [/]`,
  }
}

function compileList(operand: Json, pointer: string, reading: Reading): Test[] {
  if (!Array.isArray(operand) || operand.length === 0) {
    reading.faults.push({ pointer, message: 'must be a non-empty array of conditions' })
    return []
  }
  return operand.map((condition, index) => compileCondition(condition, `${pointer}/${index}`, reading))
}

/** Compares numbers numerically, including numeric strings, and other strings by code unit. */
function comparison(holds: (order: number) => boolean): (typeof VALUE_OPERATORS)[string] {
  return (operand, pointer, { faults }) => {
    if (typeof operand !== 'number' && typeof operand !== 'string') {
      faults.push({ pointer, message: 'must be a number or a string' })
    }
    return (value, { isText }) => {
      if (typeof operand === 'string') {
        return typeof value === 'string' && holds(value < operand ? -1 : value > operand ? 1 : 0)
      }
      const number = isText && typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      return typeof number === 'number' && typeof operand === 'number' && holds(number - operand)
    }
  }
}

interface Sameness {
  ignoreCase: boolean
  isText: boolean
  budget: WorkBudget
}

/** Characters that are lowercased per step of the budget. */
const FOLDED_PER_STEP = 10

/**
 * Characters that a substring search compares per step of the budget. In the worst case, such as `aaaa` and `aabaa`, it
 * compares each character of one string with each of the other.
 */
const COMPARED_PER_STEP = 50

function isEqual(value: Json, wanted: Json, sameness: Sameness): boolean {
  if (typeof value === 'string' && typeof wanted === 'string') {
    return sameness.ignoreCase
      ? mayFold(value, sameness) && folded(value) === folded(wanted)
      : value === wanted
  }
  if (Array.isArray(value) || Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      Array.isArray(wanted) &&
      value.length === wanted.length &&
      value.every((item, index) => isEqual(item, wanted[index] ?? null, sameness))
    )
  }
  if (isRecord(value) && isRecord(wanted)) {
    const names = Object.keys(value)
    return (
      names.length === Object.keys(wanted).length &&
      names.every(
        (name) => Object.hasOwn(wanted, name) && isEqual(value[name] ?? null, wanted[name] ?? null, sameness),
      )
    )
  }
  return value === wanted || (sameness.isText && value === textOf(wanted))
}

function doesContain(value: Json, wanted: Json, sameness: Sameness): boolean {
  const { ignoreCase, isText, budget } = sameness
  if (typeof value === 'string') {
    const part = isText ? textOf(wanted) : wanted
    return typeof part === 'string' && includes(value, part, sameness)
  }
  if (Array.isArray(value)) {
    return budget.spend(value.length) && value.some((item) => isEqual(item, wanted, sameness))
  }
  if (isRecord(value) && typeof wanted === 'string') {
    return ignoreCase
      ? Object.keys(value).some((name) => mayFold(name, sameness) && folded(name) === folded(wanted))
      : Object.hasOwn(value, wanted)
  }
  return false
}

function includes(text: string, part: string, sameness: Sameness): boolean {
  if (!sameness.budget.spend(Math.ceil((text.length * part.length) / COMPARED_PER_STEP))) {
    return false
  }
  return sameness.ignoreCase
    ? mayFold(text, sameness) && folded(text).includes(folded(part))
    : text.includes(part)
}

function mayFold(text: string, { budget }: Sameness): boolean {
  return budget.spend(Math.ceil(text.length / FOLDED_PER_STEP))
}

function textOf(value: Json): Json {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

function folded(text: string): string {
  return text.toLowerCase()
}
