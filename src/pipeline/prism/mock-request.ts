import type { Call } from '../../request/call.ts'
import type { Preferences } from '../../request/prefer.ts'

/** The inputs that select the mocked response of an operation. */
export interface MockRequest extends Pick<Call, 'operation' | 'preferences'> {
  /** The request's `Accept` header; null if the response does not depend on it. */
  accept: string | null
}

/**
 * Selects the inputs of mocking. An error is JSON, also for clients that accept only events or a file.
 *
 * @param preferences the preferences of request and patches
 */
export function mockRequestOf(
  { operation, headers }: Pick<Call, 'operation' | 'headers'>,
  preferences: Preferences,
): MockRequest {
  const isError = (preferences.code ?? 200) >= 300
  return { operation, accept: isError ? null : headers.get('accept'), preferences }
}
