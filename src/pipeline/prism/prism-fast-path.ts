import type { MockRequest } from './mock-request.ts'
import type { MockedAnswer } from '../../answer/answer.ts'

/** `Accept` values of nearly all clients. Prism negotiates all others. */
const COMMON_ACCEPT_VALUES = new Set([null, '*/*', 'application/json', 'application/json, text/plain, */*'])

/**
 * Fast path for the common case of Prism's negotiation; `test/unit/pipeline/prism-fast-path.test.ts` checks that both agree.
 *
 * It applies if the operation is not deprecated and has a single successful response, without headers and with JSON as
 * its only media type, and the request does not select another one.
 *
 * @returns the first example, as Prism does, or undefined if Prism must negotiate
 */
export function prismFastPath({ operation, accept, preferences }: MockRequest): MockedAnswer | undefined {
  const { code, example } = preferences
  const successes = operation.prism.responses.filter((response) => response.code.startsWith('2'))
  const [response] = successes
  const [content] = response?.contents ?? []
  const [first] = content?.examples ?? []
  return code === undefined &&
    example === undefined &&
    COMMON_ACCEPT_VALUES.has(accept) &&
    successes.length === 1 &&
    response?.contents?.length === 1 &&
    (response.headers ?? []).length === 0 &&
    operation.prism.deprecated !== true &&
    content?.mediaType === 'application/json' &&
    first !== undefined &&
    'value' in first
    ? { status: Number(response.code), headers: { 'content-type': 'application/json' }, body: first.value }
    : undefined
}
