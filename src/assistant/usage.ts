import type { JsonObject } from '../web/json/json.ts'
import { numberIn, objectIn } from '../web/json/narrow.ts'

/** Usage field names in chat completions and in responses. */
const TWINS: readonly (readonly [chat: string, responses: string])[] = [
  ['prompt_tokens', 'input_tokens'],
  ['completion_tokens', 'output_tokens'],
  ['prompt_tokens_details', 'input_tokens_details'],
  ['completion_tokens_details', 'output_tokens_details'],
]

const TWIN_OF = new Map(TWINS.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]))

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
  const changed = Object.entries(patched).reduce<JsonObject>((usage, [name, value]) => {
    const twin = TWIN_OF.get(name)
    const own = twin !== undefined && !(name in usage) && twin in usage ? twin : name
    const details = objectIn(value)
    return { ...usage, [own]: details === undefined ? value : { ...objectIn(usage[own]), ...details } }
  }, estimated)
  return 'total_tokens' in patched ? changed : { ...changed, total_tokens: totalOf(changed) }
}

function totalOf(usage: JsonObject): number {
  const input = numberIn(usage['prompt_tokens']) ?? numberIn(usage['input_tokens']) ?? 0
  const output = numberIn(usage['completion_tokens']) ?? numberIn(usage['output_tokens']) ?? 0
  return input + output
}
