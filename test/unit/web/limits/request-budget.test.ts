import { describe, expect, test } from 'vitest'
import { RequestBudget } from '../../../../src/web/limits/request-budget.ts'

describe('budget of a request', () => {
  test('work() and write() reserve separate amounts', () => {
    const budget = new RequestBudget({ steps: 10, outputBytes: 5 })
    expect(budget.work(10, 'a')).toBe(true)
    expect(budget.write(5, 'b')).toBe(true)
    expect(budget.warnings).toEqual([])
  })

  test('a reservation that does not fit is refused and recorded as a warning, once', () => {
    const budget = new RequestBudget({ steps: 10, outputBytes: 5 })
    expect(budget.work(11, 'values are missing')).toBe(false)
    expect(budget.work(12, 'values are missing')).toBe(false)
    expect(budget.write(6, 'text is missing')).toBe(false)
    expect(budget.warnings).toEqual(['values are missing', 'text is missing'])
    expect(budget.steps.isSpent).toBe(true)
    expect(budget.work(10, 'a')).toBe(true)
  })
})
