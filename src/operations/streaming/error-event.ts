import { type ApiErrorData, errorEnvelope } from '../../openai/errors.ts'
import type { ToErrorEvents } from './stream-types.ts'

/** Most streams send the error envelope; the official SDKs check its member `error`. */
export const envelopeEvents: ToErrorEvents = (error) => [{ data: { error: { ...errorFields(error) } } }]

/** @returns the fields of an API error that streams report */
export function errorFields(error: ApiErrorData): Pick<ApiErrorData, 'message' | 'type' | 'param' | 'code'> {
  const { message, type, param, code } = errorEnvelope(error).error
  return { message, type, param, code }
}
