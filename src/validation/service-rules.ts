import { type ApiError, type ErrorDetail, apiError, MAX_ERROR_DETAILS } from '../openai/errors.ts'
import type { Preferences } from '../request/prefer.ts'
import type { RulesLevel } from '../settings.ts'
import { checksOf } from './service-rules/registry.ts'
import type { RuleRequest, RuleViolation } from './service-rules/rule.ts'

const NO_WARNINGS: readonly string[] = []

/**
 * Checks a valid request against service rules: rules that OpenAI enforces but the document does not contain.
 *
 * @param request the request; `Prefer: errors=all` lists all violations in the error
 * @param level whether violations are ignored, reported as warnings, or thrown
 * @returns a warning for each violation
 * @throws {ApiError} the first violation, if the level is `refuse`
 */
export function checkServiceRules(
  request: RuleRequest & { preferences: Preferences },
  level: RulesLevel,
): readonly string[] {
  if (level === 'off') {
    return NO_WARNINGS
  }
  let violations: RuleViolation[] | undefined
  for (const { check } of checksOf(request.operation.route.id)) {
    const found = check(request)
    if (found.length > 0) {
      violations = violations === undefined ? [...found] : violations.concat(found)
      if (violations.length >= MAX_ERROR_DETAILS) {
        break
      }
    }
  }
  const [first] = violations ?? []
  if (violations === undefined || first === undefined) {
    return NO_WARNINGS
  }
  const details = violations.slice(0, MAX_ERROR_DETAILS).map(toDetail)
  if (level === 'refuse') {
    throw toApiError(first, request.preferences.allErrors === true ? details : undefined)
  }
  return details.map(
    ({ message, param, code }) =>
      `OpenAI would refuse this request: ${message} (param: ${param}, code: ${code})`,
  )
}

function toApiError(violation: RuleViolation, errors: ErrorDetail[] | undefined): ApiError {
  const { message, param, code } = toDetail(violation)
  const { status = 400, type } = violation.rule
  return apiError(status, message, { param, code, ...(type !== undefined && { type }), errors })
}

function toDetail({ rule: { message, param, code }, values }: RuleViolation): ErrorDetail {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : whole,
    )
  return { message: fill(message), param: param === null ? null : fill(param), code }
}
