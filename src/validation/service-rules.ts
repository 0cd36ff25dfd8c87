import type { JsonObject } from '../web/json/json.ts'
import { MOST_FAULTS, type Refusal, refuseFor } from '../openai/errors.ts'
import { UNWRITTEN_RULES } from './service-rules/registry.ts'

const NONE: readonly string[] = []

/**
 * Checks a valid request against service rules: rules that OpenAI enforces but the document does not contain.
 *
 * @param options `strict` makes violations an API error; `allErrors` lists all of them in it
 * @returns an API error, or a warning for each violation
 */
export function holdToUnwrittenRules(
  operationId: string,
  body: JsonObject,
  { strict, allErrors = false }: { strict: boolean; allErrors?: boolean | undefined },
): Refusal | readonly string[] {
  const rules = UNWRITTEN_RULES.get(operationId)
  if (rules === undefined) {
    return NONE
  }
  const faults = rules.flatMap((rule) => rule(body)).slice(0, MOST_FAULTS)
  if (!strict) {
    return faults.map(({ message }) => `OpenAI would refuse this request: ${message}`)
  }
  return refuseFor(faults, allErrors ? { errors: faults } : {}) ?? NONE
}
