import { describe, expect, test } from 'vitest'
import { withCurrentRules } from '../../scripts/service-rules-page.ts'
import { readPage } from '../support/docs/blocks.ts'

describe('docs/service-rules.md', () => {
  test('docs/service-rules.md lists the rules of the registry', () => {
    const page = readPage('docs/service-rules.md')
    expect(withCurrentRules(page)).toBe(page)
  })
})
