import type { JsonObject } from '../json/json.ts'
import { type FaultWords, type Refusal, refuse } from '../openai/errors.ts'
import { UNWRITTEN_RULES } from '../unwritten-rules/registry.ts'

const NONE: readonly string[] = []

const MOST_FAULTS = 25

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
  const faults: FaultWords[] = rules.flatMap((rule) => rule(body)).slice(0, MOST_FAULTS)
  const [first] = faults
  if (first === undefined) {
    return NONE
  }
  if (!strict) {
    return faults.map(({ message }) => `OpenAI would refuse this request: ${message}`)
  }
  const { message, ...details } = first
  return refuse(400, message, { ...details, ...(allErrors && { errors: faults }) })
}
