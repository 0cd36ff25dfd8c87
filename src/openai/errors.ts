/** An error of the API, as data; {@link file://./../pipeline/project.ts} turns it into a response. */
export interface ApiError {
  /** HTTP status code. */
  status: number
  message: string
  type: string
  /** The parameter at fault, such as `messages[0].role`. */
  param: string | null
  code: string | null
  headers?: Record<string, string>
}

/** What a stage returns when the request ends there. */
export interface Refusal {
  refusal: ApiError
}

/** @returns true when a stage ended the request */
export function isRefusal(result: object): result is Refusal {
  return 'refusal' in result
}

/** Body of an error answer (API reference, "Error codes"; `ErrorResponse` in the document). */
export interface ErrorEnvelope {
  error: Pick<ApiError, 'message' | 'type' | 'param' | 'code'>
}

/** @returns the body that the API sends for an error */
export function errorEnvelope({ message, type, param, code }: ApiError): ErrorEnvelope {
  return { error: { message, type, param, code } }
}

/**
 * @param status HTTP status code
 * @param message what was wrong, where, what to do
 * @param details what is known besides
 */
export function refuse(
  status: number,
  message: string,
  details: Partial<Pick<ApiError, 'type' | 'param' | 'code' | 'headers'>> = {},
): Refusal {
  return {
    refusal: { status, message, type: 'invalid_request_error', param: null, code: null, ...details },
  }
}
