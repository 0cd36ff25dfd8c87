import { describe, expect, test } from 'vitest'
import { checksOf, SERVICE_RULES } from '../../../../src/validation/service-rules/registry.ts'
import { ruleCases } from '../../../scenarios/validation/rule-cases/all.ts'

describe('the registry of service rules', () => {
  test('every rule has a unique id', () => {
    const ids = SERVICE_RULES.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('every rule has a refused and an accepted request among the cases', () => {
    const covered = new Set(ruleCases.map(({ rule }) => rule))
    expect(SERVICE_RULES.filter(({ id }) => !covered.has(id)).map(({ id }) => id)).toEqual([])
  })

  test('every case belongs to a rule', () => {
    const known = new Set(SERVICE_RULES.map(({ id }) => id))
    expect(ruleCases.filter(({ rule }) => !known.has(rule))).toEqual([])
  })

  test('every rule has evidence with a URL', () => {
    const withoutEvidence = SERVICE_RULES.filter(
      ({ evidence }) => evidence.length === 0 || !evidence.every((url) => url.startsWith('https://')),
    )
    expect(withoutEvidence).toEqual([])
  })

  test('an operation that no rule names gets the checks of all operations', () => {
    expect(checksOf('listModels').length).toBeGreaterThan(0)
    expect(checksOf('createChatCompletion').length).toBeGreaterThan(checksOf('listModels').length)
  })
})
