import type { JsonObject } from '../web/json/json.ts'
import { asObjects } from '../web/json/narrow.ts'

/** Categories of Azure's content filters (Microsoft Learn, "Content filtering"). */
const CATEGORIES = ['hate', 'self_harm', 'sexual', 'violence']

/** @returns the result of each content filter for harmless text */
export function filterResults(): JsonObject {
  return Object.fromEntries(CATEGORIES.map((name) => [name, { filtered: false, severity: 'safe' }]))
}

/**
 * Adds the results of Azure's content filters to a completion: of the prompt, and of each choice.
 *
 * @param body a chat completion or legacy completion (not mutated)
 */
export function withContentFilters(body: JsonObject): JsonObject {
  const results = { ...filterResults(), jailbreak: { filtered: false, detected: false } }
  return {
    ...body,
    choices: asObjects(body['choices']).map((choice) => ({
      ...choice,
      content_filter_results: filterResults(),
    })),
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: results }],
  }
}
