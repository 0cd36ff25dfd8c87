import type { JsonObject } from '../../json/json.ts'
import { numberIn, objectIn } from '../../json/read-json.ts'

/** One name of each count as chat completions have it, and as responses do. */
const TWINS: readonly (readonly [chat: string, responses: string])[] = [
  ['prompt_tokens', 'input_tokens'],
  ['completion_tokens', 'output_tokens'],
  ['prompt_tokens_details', 'input_tokens_details'],
  ['completion_tokens_details', 'output_tokens_details'],
]

const TWIN_OF = new Map(TWINS.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]))

/**
 * Counts that a patch's reply sets, in the place of the estimate. They may have the names of any text endpoint; details
 * add to those there are, and the total is the sum unless it is set, too.
 *
 * @param estimated the endpoint's own usage
 * @param patched what the reply says of it
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
