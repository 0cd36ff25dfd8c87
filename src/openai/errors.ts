/** The data of an API error, from which the response is serialized. */
export interface ApiError {
  /** HTTP status code. */
  status: number
  message: string
  type: string
  /** The invalid parameter, such as `messages[0].role`. */
  param: string | null
  code: string | null
  headers?: Record<string, string>
  /** All errors, this one first, if the request asked for them (`Prefer: errors=all`). */
  errors?: readonly FaultWords[]
}

/** One invalid parameter of an API error. */
export type FaultWords = Pick<ApiError, 'message' | 'param' | 'code'>

/** A stage's result that ends the request with an API error. */
export interface Refusal {
  refusal: ApiError
}

/** @returns true if the stage ended the request with an API error */
export function isRefusal(result: object): result is Refusal {
  return ('refusal' satisfies keyof Refusal) in result
}

/** Body of an error response (API reference, "Error codes"; `ErrorResponse` in the document). */
export interface ErrorEnvelope {
  error: Pick<ApiError, 'message' | 'type' | 'param' | 'code' | 'errors'>
}

/** Maximum number of error details in an error. */
export const MOST_FAULTS = 25

/** Maximum lengths of request data quoted in an error. */
const LONGEST_MESSAGE = 2500
const LONGEST_NAME = 500

/** @returns the response body of an error; `errors` is an addition of the mock */
export function errorEnvelope({ type, errors, ...first }: ApiError): ErrorEnvelope {
  const { message, param, code } = bounded(first)
  return { error: { message, type, param, code, ...(errors && { errors: errors.map(bounded) }) } }
}

function bounded({ message, param, code }: FaultWords): FaultWords {
  return { message: cut(message, LONGEST_MESSAGE), param: param && cut(param, LONGEST_NAME), code }
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}...` : text
}

/**
 * Creates an API error, by default of type `invalid_request_error`.
 *
 * @param status HTTP status code
 * @param message the problem, its location and the remedy
 * @param details further fields of the error
 */
export function refuse(
  status: number,
  message: string,
  details: Partial<Omit<ApiError, 'status' | 'message'>> = {},
): Refusal {
  return {
    refusal: { status, message, type: 'invalid_request_error', param: null, code: null, ...details },
  }
}

/**
 * Creates a 400 API error from the first of the error details.
 *
 * @param details further fields of the error
 * @returns undefined if there are no error details
 */
export function refuseFor(
  [first]: readonly FaultWords[],
  details: Pick<ApiError, 'errors'> = {},
): Refusal | undefined {
  return first && refuse(400, first.message, { param: first.param, code: first.code, ...details })
}
