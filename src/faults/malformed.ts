import { isJson, mediaTypeOf } from '../web/http/media-type.ts'
import type { FaultKind } from './fault-kind.ts'

/** Truncates the JSON in a response that is otherwise complete, as a proxy may do with a long body. */
export const malformed: FaultKind = ({ malformed: isMalformed }) =>
  isMalformed === true
    ? {
        name: 'malformed',
        transform: (outcome) => {
          if (outcome.stream !== undefined) {
            return 'does not apply to streams: use "stream": { "malformed": { "after": 1 } } to break an event'
          }
          const { headers, body } = outcome.answer
          const isJsonResponse = body !== undefined && isJson(mediaTypeOf(headers['content-type'] ?? ''))
          return isJsonResponse ? outcome : 'only applies to JSON responses'
        },
        deliver: (message) =>
          typeof message.body === 'string' ? { ...message, body: truncateJson(message.body) } : message,
      }
    : undefined

/** @returns the first half of valid JSON, which is guaranteed to be invalid */
export function truncateJson(text: string): string {
  const half = text.slice(0, Math.ceil(text.length / 2))
  // Half of an object, array or string is never valid JSON; half of a number may be, so a comma is added.
  return /^[[{"]/.test(text) && text.length > 2 ? half : `${half},`
}
