import { describe, expect, test } from 'vitest'
import { modelTraits } from '../../../src/openai/model-traits.ts'

describe('model traits', () => {
  test.each([
    ['gpt-4o-mini', null],
    ['gpt-4.1-2025-04-14', null],
    ['gpt-5-chat-latest', null],
    ['gpt-5', 'medium'],
    ['gpt-5-mini-2025-08-07', 'medium'],
    ['gpt-5-pro', 'high'],
    ['gpt-5.1', 'none'],
    ['gpt-5.4-mini-2026-03-17', 'none'],
    ['gpt-5.5', 'medium'],
    ['gpt-5.6-sol', 'medium'],
    ['o3-mini', 'medium'],
    ['unknown', null],
  ])('%s has the default effort %s', (model, effort) => {
    expect(modelTraits(model).defaultEffort).toBe(effort)
  })

  test('models of the fifth generation have no system fingerprint', () => {
    expect(modelTraits('gpt-5.4').hasFingerprint).toBe(false)
    expect(modelTraits('gpt-4o').hasFingerprint).toBe(true)
  })

  test('a fine-tuned model has the traits of its base model', () => {
    expect(modelTraits('ft:gpt-4o-mini-2024-07-18:acme::abc')).toEqual(modelTraits('gpt-4o-mini'))
  })

  test('an unknown model has the newest members', () => {
    expect(modelTraits('gpt-9').responses).toBe('2026-07')
    expect(modelTraits(undefined).responses).toBe('2026-07')
  })
})
