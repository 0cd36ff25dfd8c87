import type { Media } from '../operations/binary-response.ts'
import type { MockedAnswer } from '../pipeline/mock.ts'

/** @returns the response with a file as its body */
export function withMedia(answer: MockedAnswer, { contentType, body, headers = {} }: Media): MockedAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers, 'content-type': contentType }, body }
}
