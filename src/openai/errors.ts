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
  /** Everything that is wrong, this error first, where the request asked for it. */
  errors?: readonly FaultWords[]
}

/** What an error says of one fault. */
export type FaultWords = Pick<ApiError, 'message' | 'param' | 'code'>

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
  error: Pick<ApiError, 'message' | 'type' | 'param' | 'code' | 'errors'>
}

/** An error tells no more of what is wrong than this. */
export const MOST_FAULTS = 25

/** Whatever a request holds, an error quotes no more of it than this. */
const LONGEST_MESSAGE = 2500
const LONGEST_NAME = 500

/** @returns the body that the API sends for an error; `errors` is ours */
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
 * @param status HTTP status code
 * @param message what was wrong, where, what to do
 * @param details what is known besides
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
 * @param faults what is wrong with a request, of which the first is told
 * @param details all of them as `errors`, where the request asked for that
 * @returns undefined where nothing is wrong
 */
export function refuseFor(
  [first]: readonly FaultWords[],
  details: Pick<ApiError, 'errors'> = {},
): Refusal | undefined {
  return first && refuse(400, first.message, { param: first.param, code: first.code, ...details })
}
