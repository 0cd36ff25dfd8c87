import type { MockedAnswer } from '../../answer/answer.ts'
import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import { type ApiErrorData, apiErrorData } from '../../openai/errors.ts'
import type { PatchFields } from './combine-patches.ts'
import { errorResponse } from '../../answer/error-response.ts'
import type { Preferences } from '../../request/prefer.ts'

/**
 * Builds the error for the code set by a patch. The other members come from the operation's example with that code; for
 * an unknown code, the status is derived from its name.
 *
 * @param fields the fields of the patches; `status` takes precedence over the status of the error
 * @param preferences the preferences of the request; a response selected there takes precedence
 * @returns the error, or undefined if no patch sets one
 */
export function errorByCode(
  { error, status }: Pick<PatchFields, 'error' | 'status'>,
  preferences: Preferences,
  operation: CataloguedOperation,
): MockedAnswer | undefined {
  if (error === undefined || preferences.code !== undefined || preferences.example !== undefined) {
    return undefined
  }
  const { code, ...members } = typeof error === 'string' ? { code: error } : error
  const known = errorsOf(operation).get(code) ?? customError(code, status ?? members.status)
  return errorResponse({ ...known, ...members, ...(status !== undefined && { status }), code })
}

/** Cached errors by code, per operation. */
const errorCache = new WeakMap<CataloguedOperation, ReadonlyMap<string, ApiErrorData>>()

function errorsOf(operation: CataloguedOperation): ReadonlyMap<string, ApiErrorData> {
  const known = errorCache.get(operation)
  if (known !== undefined) {
    return known
  }
  const found = new Map<string, ApiErrorData>()
  for (const { code: status, contents = [] } of operation.prism.responses) {
    for (const example of contents.flatMap(({ examples = [] }) => examples)) {
      const error = 'value' in example ? asObject(asObject(example.value)?.['error']) : undefined
      const code = asString(error?.['code'])
      const message = asString(error?.['message'])
      if (code !== undefined && message !== undefined && !found.has(code)) {
        const type = asString(error?.['type']) ?? 'invalid_request_error'
        const param = asString(error?.['param']) ?? null
        found.set(code, { status: Number(status), message, type, param, code })
      }
    }
  }
  errorCache.set(operation, found)
  return found
}

function customError(code: string, explicitStatus: number | undefined): ApiErrorData {
  const status = explicitStatus ?? STATUS_PATTERNS.find(([pattern]) => pattern.test(code))?.[1] ?? 400
  return apiErrorData(status, `The mock responded with the error '${code}', set by a patch.`, {
    code,
    type: status < 500 ? 'invalid_request_error' : 'server_error',
  })
}

/** Statuses by patterns of error codes. */
const STATUS_PATTERNS: [RegExp, number][] = [
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
