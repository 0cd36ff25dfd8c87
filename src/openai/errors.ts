import { ellipsize } from '../web/truncate.ts'

/** The data of an API error, from which the response is serialized. */
export interface ApiErrorData {
  /** HTTP status code. */
  status: number
  message: string
  type: string
  /** The invalid parameter, such as `messages[0].role`. */
  param: string | null
  code: string | null
  headers?: Record<string, string>
  /** All errors, this one first, if the request asked for them (`Prefer: errors=all`). */
  errors?: readonly ErrorDetail[]
}

/** One invalid parameter of an API error. */
export type ErrorDetail = Pick<ApiErrorData, 'message' | 'param' | 'code'>

/** A stage's result that ends the request with an API error. */
export interface ApiError {
  error: ApiErrorData
}

/** @returns true if the stage ended the request with an API error */
export function isApiError(result: object): result is ApiError {
  return ('error' satisfies keyof ApiError) in result
}

/** Body of an error response (API reference, "Error codes"; `ErrorResponse` in the document). */
export interface ErrorEnvelope {
  error: Pick<ApiErrorData, 'message' | 'type' | 'param' | 'code' | 'errors'>
}

/** Maximum number of error details in an error. */
export const MAX_ERROR_DETAILS = 25

/** Maximum lengths of request data quoted in an error. */
const MAX_MESSAGE_LENGTH = 2500
const MAX_PARAM_LENGTH = 500

/** @returns the response body of an error; `errors` is an addition of the mock */
export function errorEnvelope({ type, errors, ...first }: ApiErrorData): ErrorEnvelope {
  const { message, param, code } = truncateDetail(first)
  return { error: { message, type, param, code, ...(errors && { errors: errors.map(truncateDetail) }) } }
}

function truncateDetail({ message, param, code }: ErrorDetail): ErrorDetail {
  return {
    message: ellipsize(message, MAX_MESSAGE_LENGTH),
    param: param && ellipsize(param, MAX_PARAM_LENGTH),
    code,
  }
}

/**
 * Creates an API error, by default of type `invalid_request_error`.
 *
 * @param status HTTP status code
 * @param message the problem, its location and the remedy
 * @param details further fields of the error
 */
export function apiError(
  status: number,
  message: string,
  details: Partial<Omit<ApiErrorData, 'status' | 'message'>> = {},
): ApiError {
  return {
    error: { status, message, type: 'invalid_request_error', param: null, code: null, ...details },
  }
}

/**
 * Creates a 400 API error from the first of the error details.
 *
 * @param details further fields of the error
 * @returns undefined if there are no error details
 */
export function apiErrorFor(
  [first]: readonly ErrorDetail[],
  details: Pick<ApiErrorData, 'errors'> = {},
): ApiError | undefined {
  return first && apiError(400, first.message, { param: first.param, code: first.code, ...details })
}
