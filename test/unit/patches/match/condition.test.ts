import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compileCondition, OPERATOR_NAMES } from '../../../../src/patches/match/condition.ts'
import type { Issue } from '../../../../src/patches/document/issue.ts'
import { Budget } from '../../../../src/web/limits/budget.ts'
import type { Json } from '../../../../src/web/json/json.ts'

const project = resolve(import.meta.dirname, '../../../..')

/** Whether a single value satisfies a condition. */
function passes(condition: Json, value: Json, isText = false): boolean {
  const issues: Issue[] = []
  const passed = compileCondition(condition, { pointer: '', issues, ignoreCase: false })
  expect(issues).toEqual([])
  return passed({ values: [value], isText, budget: new Budget(1000) })
}

describe('conditions', () => {
  test('the operators are those of the patch document schema', () => {
    const schema: { definitions: { Operators: { properties: object } } } = JSON.parse(
      readFileSync(resolve(project, 'src/generated/patch-document.schema.json'), 'utf8'),
    )
    expect(OPERATOR_NAMES.toSorted()).toEqual(Object.keys(schema.definitions.Operators.properties).toSorted())
  })

  test.each<[Json, Json, boolean]>([
    [{ gt: 5 }, 6, true],
    [{ gt: 5 }, 5, false],
    [{ gte: 5 }, 5, true],
    [{ lt: 5 }, '4', false],
    [{ lte: 5 }, null, false],
    [{ gt: 'b' }, 'c', true],
    [{ lt: 'b' }, 1, false],
  ])('%j compared with %j is %s', (condition, value, expected) => {
    expect(passes(condition, value)).toBe(expected)
  })

  test('a comparison with a number accepts numeric strings in text, such as query parameters', () => {
    expect(passes({ gte: 5 }, '5', true)).toBe(true)
    expect(passes({ gte: 5 }, 'five', true)).toBe(false)
    expect(passes({ gte: 0 }, ' ', true)).toBe(false)
  })

  test('an operand of the wrong type is an issue with the pointer of the operator', () => {
    const issues: Issue[] = []
    compileCondition({ gt: true, in: 1, exists: 'yes' }, { pointer: '/when/$.n', issues, ignoreCase: false })
    expect(issues.map(({ pointer }) => pointer)).toEqual(['/when/$.n/gt', '/when/$.n/in', '/when/$.n/exists'])
  })
})
