import type { Call } from '../request/call.ts'

/** The inputs that select the mocked response of an operation. */
export interface MockRequest extends Pick<Call, 'operation' | 'preferences'> {
  /** The request's `Accept` header. */
  accept: string | null
}
