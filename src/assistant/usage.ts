import type { JsonObject } from '../web/json/json.ts'
import { asNumber, asObject } from '../web/json/narrow.ts'

/** Usage field names in chat completions and in responses. */
const USAGE_FIELD_PAIRS: readonly (readonly [chat: string, responses: string])[] = [
  ['prompt_tokens', 'input_tokens'],
  ['completion_tokens', 'output_tokens'],
  ['prompt_tokens_details', 'input_tokens_details'],
  ['completion_tokens_details', 'output_tokens_details'],
]

const COUNTERPARTS = new Map(
  USAGE_FIELD_PAIRS.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]),
)

/**
 * Returns the usage with the counts of a patch's reply. They may use the field names of any text endpoint; details are
 * merged, and the total is the sum unless set.
 *
 * @param estimated the endpoint's usage
 * @param patched the usage of the reply
 */
export function withPatchedUsage(estimated: JsonObject, patched: JsonObject | undefined): JsonObject {
  if (patched === undefined) {
    return estimated
  }
  const merged = Object.entries(patched).reduce<JsonObject>((usage, [name, value]) => {
    const counterpart = COUNTERPARTS.get(name)
    const field = counterpart !== undefined && !(name in usage) && counterpart in usage ? counterpart : name
    const details = asObject(value)
    return { ...usage, [field]: details === undefined ? value : { ...asObject(usage[field]), ...details } }
  }, estimated)
  return 'total_tokens' in patched ? merged : { ...merged, total_tokens: totalTokens(merged) }
}

function totalTokens(usage: JsonObject): number {
  const input = asNumber(usage['prompt_tokens']) ?? asNumber(usage['input_tokens']) ?? 0
  const output = asNumber(usage['completion_tokens']) ?? asNumber(usage['output_tokens']) ?? 0
  return input + output
}
