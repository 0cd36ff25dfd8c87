import type { ApiErrorData } from '../../openai/errors.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { toAsciiJson } from './ascii-json.ts'

/** Maximum length of a quoted message. */
const MAX_MESSAGE_LENGTH = 500

/** An API error that ended a request. */
export type Refusal = Pick<ApiErrorData, 'message' | 'param' | 'code'>

/**
 * Explains why a request was refused before its patches were matched, for the header `x-mock-explanation`.
 *
 * @returns compact JSON in printable ASCII
 */
export function explainRefusal(error: Refusal, namespace: string): string {
  return toAsciiJson({ namespace, refusal: refusalOf(error) })
}

/** @returns the error as a member of an explanation */
export function refusalOf({ message, param, code }: Refusal): JsonObject {
  return { message: message.slice(0, MAX_MESSAGE_LENGTH), param, code }
}
