import type { Media } from '../adapters/media.ts'
import type { MockedAnswer } from './mock.ts'

/** @returns the answer with a file in the place of its body */
export function withMedia(answer: MockedAnswer, { contentType, body, headers = {} }: Media): MockedAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers, 'content-type': contentType }, body }
}
