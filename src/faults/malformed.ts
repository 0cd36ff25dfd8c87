import { isJson, mediaTypeOf } from '../openai/media-types.ts'
import type { FaultKind } from './fault-kind.ts'

/** JSON that ends in the middle, in an answer that is delivered whole: what a proxy makes of a long body. */
export const malformed: FaultKind = ({ malformed: isMalformed }) =>
  isMalformed === true
    ? {
        name: 'malformed',
        tell: (outcome) => {
          if (outcome.stream !== undefined) {
            return 'is for plain answers, and this one is a stream: "stream": { "malformed": { "after": 1 } } breaks an event'
          }
          const { headers, body } = outcome.answer
          const isOfJson = body !== undefined && isJson(mediaTypeOf(headers['content-type'] ?? ''))
          return isOfJson ? outcome : 'is for answers of JSON, and this one is none'
        },
        deliver: (message) =>
          typeof message.body === 'string' ? { ...message, body: brokenJson(message.body) } : message,
      }
    : undefined

/**
 * @param text valid JSON
 * @returns the first half of it, which is none
 */
export function brokenJson(text: string): string {
  const half = text.slice(0, Math.ceil(text.length / 2))
  // Half of an object, list or text never is JSON; half of 25 is.
  return /^[[{"]/.test(text) && text.length > 2 ? half : `${half},`
}
