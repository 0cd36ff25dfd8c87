import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'
import { readPage } from '../support/docs/blocks.ts'

describe('docs/control-api.md', () => {
  test('docs/control-api.md lists every resource', async () => {
    const response = await createMock().fetch('http://mock.test/__mock')
    const { resources }: { resources: object } = JSON.parse(await response.text())
    const page = readPage('docs/control-api.md')
    expect(Object.keys(resources).filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})
