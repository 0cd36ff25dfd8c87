import { describe, expect, test } from 'vitest'
import { openCatalogue } from '../../src/catalogue/catalogue.ts'
import { catalogue as compiled } from '../../src/generated/catalogue.js'
import { createMock } from '../../src/index.ts'
import { createMock as createRememberingMock, type MockRequest, prismMock } from '../../src/pipeline/mock.ts'
import { operationCalls } from '../support/operation-calls.ts'
import { requestOf } from '../support/operation-calls-request.ts'
import { correctedDocument } from '../support/document.ts'

const catalogue = openCatalogue(compiled)
const prism = prismMock()

/** What clients say they accept. */
const ACCEPTED = [
  null,
  '*/*',
  'application/json',
  'application/json, text/plain, */*',
  'text/event-stream',
  'text/html, */*;q=0.1',
]

/** The ways to ask for an answer of an operation: for its statuses, and for its examples. */
function requestsFor(id: string): MockRequest[] {
  const operation = catalogue.operation(id)
  const byStatus = [{}, ...operation.statuses.map((status) => ({ code: Number(status) }))]
  const byExample = [...operation.examples].flatMap(([status, names]) =>
    names.map((example) => ({ code: Number(status), example })),
  )
  return [
    ...byStatus.flatMap((preferences) => ACCEPTED.map((accept) => ({ operation, accept, preferences }))),
    ...byExample.map((preferences) => ({ operation, accept: null, preferences })),
  ]
}

describe('what is remembered of Prism', () => {
  test.each(catalogue.routes.map(({ id }) => id))('is its own answer for %s', async (id) => {
    const mock = createRememberingMock()
    for (const request of requestsFor(id)) {
      const own = await prism(request)
      expect(await mock(request)).toEqual(own)
      expect(await mock(request)).toEqual(own)
    }
  })

  test('is left as it was by all that becomes of an answer', async () => {
    const mock = createMock()
    const texts = async () =>
      Promise.all(
        operationCalls(correctedDocument()).map(async (call) => {
          const request = requestOf(call, 'http://mock.test')
          request.headers.set('x-mock-clock', '1741569952')
          const response = await mock.fetch(request)
          return `${call.id} ${response.status} ${await response.text()}`
        }),
      )
    const first = await texts()
    expect(await texts()).toEqual(first)
  })
})
