import type { Call } from '../request/call.ts'
import { MAX_ERROR_DETAILS, detailError } from '../openai/errors.ts'
import type { ServiceRule } from './service-rules/rule.ts'

const NO_WARNINGS: readonly string[] = []

/**
 * Checks a valid request against service rules: rules that OpenAI enforces but the document does not contain.
 *
 * @param rules the operation's rules, if any
 * @param strict whether violations are thrown as an API error, which lists all of them if the request asks for that
 * @returns a warning for each violation
 */
export function checkServiceRules(
  { body, preferences }: Pick<Call, 'body' | 'preferences'>,
  rules: readonly ServiceRule[] | undefined,
  strict: boolean,
): readonly string[] {
  if (rules === undefined) {
    return NO_WARNINGS
  }
  const violations = rules.flatMap((rule) => rule(body)).slice(0, MAX_ERROR_DETAILS)
  const [first] = violations
  if (first !== undefined && strict) {
    throw detailError(first, preferences.allErrors === true ? { errors: violations } : {})
  }
  return violations.map(({ message }) => `OpenAI would refuse this request: ${message}`)
}
