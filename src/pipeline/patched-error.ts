import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import { objectIn, stringIn } from '../json/read-json.ts'
import { type ApiError, refuse } from '../openai/errors.ts'
import type { PatchFields } from './compose-patches.ts'
import { errorAnswer } from './error-answer.ts'
import type { MockedAnswer } from './mock.ts'
import type { Preferences } from './preferences.ts'

/**
 * Fills OpenAI's envelope from the code that a patch gives: the document's examples say what goes with it. A code that
 * they do not know is an error like any other, whose status its name suggests.
 *
 * @param fields what patches change; `status` goes before the status of the error
 * @param preferences the request's own; an answer that it asks for goes before
 * @param operation whose errors are looked through
 * @returns the error, or undefined when no patch asks for one
 */
export function patchedError(
  { error, status }: Pick<PatchFields, 'error' | 'status'>,
  preferences: Preferences,
  operation: CataloguedOperation,
): MockedAnswer | undefined {
  if (error === undefined || preferences.code !== undefined || preferences.example !== undefined) {
    return undefined
  }
  const { code, ...given } = typeof error === 'string' ? { code: error } : error
  const known = errorsOf(operation).get(code) ?? customError(code, status ?? given.status)
  return errorAnswer({ ...known, ...given, ...(status !== undefined && { status }), code })
}

/** Errors by code, for each operation that was asked. */
const errors = new WeakMap<CataloguedOperation, ReadonlyMap<string, ApiError>>()

function errorsOf(operation: CataloguedOperation): ReadonlyMap<string, ApiError> {
  const known = errors.get(operation)
  if (known !== undefined) {
    return known
  }
  const found = new Map<string, ApiError>()
  for (const { code: status, contents = [] } of operation.prism.responses) {
    for (const example of contents.flatMap(({ examples = [] }) => examples)) {
      const error = 'value' in example ? objectIn(objectIn(example.value)?.['error']) : undefined
      const code = stringIn(error?.['code'])
      const message = stringIn(error?.['message'])
      if (code !== undefined && message !== undefined && !found.has(code)) {
        const type = stringIn(error?.['type']) ?? 'invalid_request_error'
        const param = stringIn(error?.['param']) ?? null
        found.set(code, { status: Number(status), message, type, param, code })
      }
    }
  }
  errors.set(operation, found)
  return found
}

function customError(code: string, given: number | undefined): ApiError {
  const status = given ?? STATUSES.find(([pattern]) => pattern.test(code))?.[1] ?? 400
  const { refusal } = refuse(status, `The mock answers with the error '${code}', as a patch says.`, {
    code,
    type: status < 500 ? 'invalid_request_error' : 'server_error',
  })
  return refusal
}

/** What the names of codes suggest. */
const STATUSES: [RegExp, number][] = [
  [/rate_?limit|quota|too_many|billing/i, 429],
  [/api_key|unauthori[sz]ed|authentication|token_(?:invalid|expired)/i, 401],
  [/permission|forbidden|unsupported_country|not_allowed|deactivated/i, 403],
  [/not_found|does_not_exist/i, 404],
  [/conflict|already_exists/i, 409],
  [/too_large/i, 413],
  [/overloaded|unavailable|slow_down/i, 503],
  [/timeout|timed_out/i, 504],
  [/server_error|internal/i, 500],
]
