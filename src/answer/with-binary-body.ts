import type { MockedAnswer, BinaryResponse } from './answer.ts'

/** @returns the response with a file as its body */
export function withBinaryBody(
  answer: MockedAnswer,
  { contentType, body, headers = {} }: BinaryResponse,
): MockedAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers, 'content-type': contentType }, body }
}
