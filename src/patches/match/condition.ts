import type { Json } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import { formatPointer } from '../../web/json/pointer.ts'
import { didYouMean } from '../document/issue.ts'
import { type FoundValues, type OperatorContext, VALUE_OPERATORS, type ValueTest } from './value-operators.ts'

/** Tests the selected values against a condition. */
export type ConditionTest = (found: FoundValues) => boolean

/** Compiles an operator to a test of all selected values. The operand is not yet validated. */
type SetOperator = (operand: Json, context: OperatorContext) => ConditionTest

/** Operators that test all selected values. */
const SET_OPERATORS: ReadonlyMap<string, SetOperator> = new Map<string, SetOperator>([
  [
    'exists',
    (operand, { pointer, issues }) => {
      if (typeof operand !== 'boolean') {
        issues.push({ pointer, message: 'must be true or false' })
      }
      return ({ values }) => values.length > 0 === operand
    },
  ],
  [
    'not',
    (operand, context) => {
      const test = compileCondition(operand, context)
      return (found) => !test(found)
    },
  ],
  [
    'any',
    (operand, context) => {
      const tests = compileConditions(operand, context)
      return (found) => tests.some((test) => test(found))
    },
  ],
  [
    'all',
    (operand, context) => {
      const tests = compileConditions(operand, context)
      return (found) => tests.every((test) => test(found))
    },
  ],
])

/** Names of all operators, of which `ignoreCase` changes the others. */
export const OPERATOR_NAMES = [...VALUE_OPERATORS.keys(), 'ignoreCase', ...SET_OPERATORS.keys()]

/**
 * Compiles a condition.
 *
 * @param condition a `Condition`, not yet validated
 * @param context the pointer of the condition and the inherited `ignoreCase`
 * @returns the test. `equals`, `contains`, `matches`, `in` and the comparisons must all hold for the same value;
 *   `exists`, `not`, `any` and `all` apply to all selected values
 */
export function compileCondition(condition: Json, context: OperatorContext): ConditionTest {
  const { pointer, issues } = context
  const { ignoreCase = context.ignoreCase, ...operators } = asObject(condition) ?? { equals: condition }
  if (Array.isArray(condition)) {
    const suggestion = 'for an array: { "equals": [...] }; for one of several values: { "in": [...] }'
    issues.push({ pointer, message: 'must be a literal or an object of operators', suggestion })
  }
  if (typeof ignoreCase !== 'boolean') {
    issues.push({ pointer: `${pointer}/ignoreCase`, message: 'must be true or false' })
  }
  const { valueTests, tests } = compileOperators(operators, { ...context, ignoreCase: ignoreCase === true })
  if (valueTests.length + tests.length === 0 && issues.length === 0) {
    const suggestion = 'if a value must be present: { "exists": true }; for an empty object: { "equals": {} }'
    issues.push({ pointer, message: 'has no operator', suggestion })
  }
  if (valueTests.length > 0) {
    tests.push((found) => found.values.some((value) => valueTests.every((test) => test(value, found))))
  }
  const [first, ...others] = tests
  return first !== undefined && others.length === 0 ? first : (found) => tests.every((test) => test(found))
}

function compileOperators(
  operators: { [name: string]: Json },
  context: OperatorContext,
): { valueTests: ValueTest[]; tests: ConditionTest[] } {
  const valueTests: ValueTest[] = []
  const tests: ConditionTest[] = []
  for (const [name, operand] of Object.entries(operators)) {
    const operatorContext = { ...context, pointer: context.pointer + formatPointer([name]) }
    const valueOperator = VALUE_OPERATORS.get(name)
    const setOperator = SET_OPERATORS.get(name)
    if (valueOperator !== undefined) {
      valueTests.push(valueOperator(operand, operatorContext))
    } else if (setOperator !== undefined) {
      tests.push(setOperator(operand, operatorContext))
    } else {
      const suggestion = didYouMean(name, OPERATOR_NAMES) ?? `expected one of ${OPERATOR_NAMES.join(', ')}`
      const { pointer } = operatorContext
      context.issues.push({ pointer, message: 'is an unknown operator', suggestion })
    }
  }
  return { valueTests, tests }
}

function compileConditions(operand: Json, context: OperatorContext): ConditionTest[] {
  const { pointer, issues } = context
  if (!Array.isArray(operand) || operand.length === 0) {
    issues.push({ pointer, message: 'must be a non-empty array of conditions' })
    return []
  }
  return operand.map((condition, index) =>
    compileCondition(condition, { ...context, pointer: `${pointer}/${index}` }),
  )
}
