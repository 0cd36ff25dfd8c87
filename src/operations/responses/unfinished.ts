import type { JsonObject } from '../../web/json/json.ts'

/**
 * Returns a response as it is before its output: without results, and with `usage: null` (24 of 24 recorded streams).
 *
 * @param response a finished response (not mutated)
 */
export function asUnfinished(response: JsonObject): JsonObject {
  return {
    ...response,
    status: 'in_progress',
    incomplete_details: null,
    error: null,
    output: [],
    usage: null,
    ...('completed_at' in response && { completed_at: null }),
    ...('moderation' in response && { moderation: null }),
  }
}
