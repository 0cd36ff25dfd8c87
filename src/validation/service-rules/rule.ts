import type { JsonObject } from '../../web/json/json.ts'
import type { ErrorDetail } from '../../openai/errors.ts'

/**
 * A rule that the service enforces on request bodies and the document does not contain.
 *
 * @param body a body that is valid according to the document
 * @returns the violations as error details, in OpenAI's wording and in the order found; empty if the body is accepted
 */
export type ServiceRule = (body: JsonObject) => readonly ErrorDetail[]

/** @returns a violation without an error code */
export function violation(message: string, param: string): ErrorDetail {
  return { message, param, code: null }
}
