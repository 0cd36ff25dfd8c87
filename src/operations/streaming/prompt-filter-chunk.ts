import type { StreamEvent } from '../../web/sse/event.ts'
import type { JsonObject } from '../../web/json/json.ts'

/**
 * @param answer a completion
 * @returns the chunk that precedes the others on Azure, without choices; none if the completion has no filter results
 */
export function promptFilterChunk({ prompt_filter_results: results }: JsonObject): StreamEvent[] {
  return results === undefined
    ? []
    : [{ data: { choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: results } }]
}
