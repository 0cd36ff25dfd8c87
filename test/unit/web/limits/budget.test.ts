import { describe, expect, test } from 'vitest'
import { Budget } from '../../../../src/web/limits/budget.ts'

describe('budget', () => {
  test('spend() reserves nothing if too little is left, and marks the budget as spent', () => {
    const budget = new Budget(10)
    expect(budget.spend(7)).toBe(true)
    expect(budget.isSpent).toBe(false)
    expect(budget.spend(4)).toBe(false)
    expect(budget.isSpent).toBe(true)
    expect(budget.spend(3)).toBe(true)
  })

  test('spendUpTo() returns what is left and marks the budget as spent', () => {
    const budget = new Budget(10)
    expect(budget.spendUpTo(10)).toBe(10)
    expect(budget.isSpent).toBe(false)
    expect(budget.spendUpTo(1)).toBe(0)
    expect(budget.isSpent).toBe(true)
  })
})
