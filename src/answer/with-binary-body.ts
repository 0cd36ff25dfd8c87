import type { MockedAnswer, Media } from './answer.ts'

/** @returns the response with a file as its body */
export function withMedia(answer: MockedAnswer, { contentType, body, headers = {} }: Media): MockedAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers, 'content-type': contentType }, body }
}
