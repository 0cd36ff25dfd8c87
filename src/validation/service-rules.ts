import type { JsonObject } from '../web/json/json.ts'
import { MAX_ERROR_DETAILS, detailError } from '../openai/errors.ts'
import type { ServiceRule } from './service-rules/rule.ts'

const NO_WARNINGS: readonly string[] = []

/**
 * Checks a valid request against service rules: rules that OpenAI enforces but the document does not contain.
 *
 * @param rules the operation's rules, if any
 * @param options `strict` throws violations as an API error; `allErrors` lists all of them in it
 * @returns a warning for each violation
 */
export function checkServiceRules(
  rules: readonly ServiceRule[] | undefined,
  body: JsonObject,
  { strict, allErrors = false }: { strict: boolean; allErrors?: boolean | undefined },
): readonly string[] {
  if (rules === undefined) {
    return NO_WARNINGS
  }
  const violations = rules.flatMap((rule) => rule(body)).slice(0, MAX_ERROR_DETAILS)
  const [first] = violations
  if (first !== undefined && strict) {
    throw detailError(first, allErrors ? { errors: violations } : {})
  }
  return violations.map(({ message }) => `OpenAI would refuse this request: ${message}`)
}
