import type { JsonObject } from '../json/json.ts'
import { MOST_FAULTS, type Refusal, refuseFor } from '../openai/errors.ts'
import { UNWRITTEN_RULES } from '../unwritten-rules/registry.ts'

const NONE: readonly string[] = []

/**
 * Holds a request that is valid against what the service asks besides, and the document does not say.
 *
 * @param operationId what it is a request to
 * @param body what it sends
 * @param options true for `strict` where the mock refuses what the service refuses; true for `allErrors` where a refusal
 *   tells all that is wrong
 * @returns a refusal, or what there is to say about it: nothing where the request is right
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
