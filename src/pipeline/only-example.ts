import type { MockedAnswer, MockRequest } from './mock.ts'

/** What nearly all clients accept; whatever else is accepted is for Prism to negotiate. */
const PLAIN = new Set([null, '*/*', 'application/json', 'application/json, text/plain, */*'])

/**
 * The plain case of Prism's negotiation, as `test/node/mock.test.ts` compares them: the operation has one successful
 * response, that response has one media type, JSON, and no headers, as deprecated operations have, and the request asks for
 * nothing else.
 *
 * @returns the first example of that media type, as Prism would; undefined where there is something to negotiate
 */
export function onlyExample({ operation, accept, preferences }: MockRequest): MockedAnswer | undefined {
  const { code, example } = preferences
  const successes = operation.prism.responses.filter((response) => response.code.startsWith('2'))
  const [response] = successes
  const [content] = response?.contents ?? []
  const [first] = content?.examples ?? []
  return code === undefined &&
    example === undefined &&
    PLAIN.has(accept) &&
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
