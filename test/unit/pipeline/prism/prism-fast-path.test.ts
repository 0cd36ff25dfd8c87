import type { MockRequest } from '../../../../src/pipeline/prism/mock-request.ts'
import { describe, expect, test } from 'vitest'
import { openCatalogue } from '../../../../src/catalogue/catalogue.ts'
import { catalogue as compiled } from '../../../../src/generated/catalogue.js'
import type { MockedAnswer } from '../../../../src/answer/answer.ts'
import { ApiError } from '../../../../src/openai/errors.ts'
import {
  createMock as createRememberingMock,
  type Mock,
  prismMock,
} from '../../../../src/pipeline/prism/mock.ts'

const catalogue = openCatalogue(compiled)
const prism = prismMock()

/** `Accept` headers that clients send. */
const ACCEPT_HEADERS = [
  null,
  '*/*',
  'application/json',
  'application/json, text/plain, */*',
  'text/event-stream',
  'text/html, */*;q=0.1',
]

/** @returns a request for each status and each example of an operation */
function requestsFor(id: string): MockRequest[] {
  const operation = catalogue.operation(id)
  const byStatus = [{}, ...operation.statuses.map((status) => ({ code: Number(status) }))]
  const byExample = [...operation.examples].flatMap(([status, names]) =>
    names.map((example) => ({ code: Number(status), example })),
  )
  return [
    ...byStatus.flatMap((preferences) =>
      ACCEPT_HEADERS.map((accept) => ({ operation, accept, preferences })),
    ),
    ...byExample.map((preferences) => ({ operation, accept: null, preferences })),
  ]
}

/** @returns the mocked response, or the API error thrown instead */
async function resultOf(mock: Mock, request: MockRequest): Promise<MockedAnswer | ApiError> {
  try {
    return await mock(request)
  } catch (error) {
    if (error instanceof ApiError) {
      return error
    }
    throw error
  }
}

describe('Prism cache', () => {
  test.each(catalogue.routes.map(({ id }) => id))(
    'the cached response equals the response of Prism for %s',
    async (id) => {
      const mock = createRememberingMock()
      for (const request of requestsFor(id)) {
        const expected = await resultOf(prism, request)
        expect(await resultOf(mock, request)).toEqual(expected)
        expect(await resultOf(mock, request)).toEqual(expected)
      }
    },
  )
})
