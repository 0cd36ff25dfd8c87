import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'

describe('a JSON Patch', () => {
  test('puts the same into every answer, whatever its later operations do to what it put there', async () => {
    const mock = createMock({
      patches: {
        patches: [
          {
            operation: 'retrieveModel',
            patch: [
              { op: 'add', path: '/tags', value: [{ name: 'first' }] },
              { op: 'add', path: '/tags/-', value: 'second' },
              { op: 'replace', path: '/tags/0/name', value: 'changed' },
            ],
          },
        ],
      },
    })
    for (let time = 0; time < 3; time += 1) {
      const response = await mock.fetch('http://mock.test/v1/models/gpt-5.4', {
        headers: { authorization: 'Bearer sk-test' },
      })
      expect(await response.json()).toMatchObject({ tags: [{ name: 'changed' }, 'second'] })
    }
  })
})
