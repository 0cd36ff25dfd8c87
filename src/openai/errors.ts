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
  headers?: Readonly<Record<string, string>> | undefined
  /** All errors, this one first, if the request asked for them (`Prefer: errors=all`). */
  errors?: readonly ErrorDetail[] | undefined
}

/** One invalid parameter of an API error. */
export type ErrorDetail = Pick<ApiErrorData, 'message' | 'param' | 'code'>

/**
 * An API error that ends the request. Any stage may throw it; the caller of the stages renders it.
 *
 * Does not extend `Error`: an API error is a response, and capturing a stack would double the time of a 404.
 */
export class ApiError implements ApiErrorData {
  readonly status: number
  readonly message: string
  readonly type: string
  readonly param: string | null
  readonly code: string | null
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly errors: readonly ErrorDetail[] | undefined

  constructor({ status, message, type, param, code, headers, errors }: ApiErrorData) {
    this.status = status
    this.message = message
    this.type = type
    this.param = param
    this.code = code
    this.headers = headers
    this.errors = errors
  }
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
export function errorEnvelope(error: ApiErrorData): ErrorEnvelope {
  const { type, errors } = error
  const { message, param, code } = truncateDetail(error)
  return { error: { message, type, param, code, ...(errors && { errors: errors.map(truncateDetail) }) } }
}

function truncateDetail({ message, param, code }: ErrorDetail): ErrorDetail {
  return {
    message: ellipsize(message, MAX_MESSAGE_LENGTH),
    param: param && ellipsize(param, MAX_PARAM_LENGTH),
    code,
  }
}

/** Optional fields of an error. */
export type ApiErrorFields = Partial<Omit<ApiErrorData, 'status' | 'message'>>

/**
 * Creates an API error to throw, by default of type `invalid_request_error`.
 *
 * @param status HTTP status code
 * @param message the problem, its location and the remedy
 */
export function apiError(status: number, message: string, fields?: ApiErrorFields): ApiError {
  return new ApiError(apiErrorData(status, message, fields))
}

/** Creates the data of an API error that is part of a response instead of thrown. */
export function apiErrorData(status: number, message: string, fields?: ApiErrorFields): ApiErrorData {
  return { status, message, type: 'invalid_request_error', param: null, code: null, ...fields }
}

/** Creates a 400 API error from the details of one parameter. */
export function detailError(
  { message, param, code }: ErrorDetail,
  fields?: Pick<ApiErrorFields, 'errors'>,
): ApiError {
  return apiError(400, message, { param, code, ...fields })
}
