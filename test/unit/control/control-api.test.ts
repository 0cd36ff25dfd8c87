import { describe, expect, test } from 'vitest'
import { createMock } from '../../../src/index.ts'
import { describeControlApi } from '../../scenarios/control/control-api.ts'
import { body, withKey } from '../../support/control-requests.ts'

describe('control API of createMock', () => {
  const mock = createMock()
  describeControlApi(() => ({ fetch: (path, init) => mock.fetch(`http://mock.test${path}`, withKey(init)) }))

  test('setPatches replaces the documents stored over HTTP', async () => {
    const url = 'http://mock.test/__mock/patches/team'
    await mock.fetch(url, { method: 'PUT', body })
    mock.setPatches({ patches: [] })
    expect((await mock.fetch(url)).status).toBe(404)
  })
})
