import type { ModelTraits } from '../../openai/model-traits.ts'
import type { JsonObject } from '../../web/json/json.ts'

/** @returns the details of a response's input tokens; the mock caches none */
export function inputTokenDetails({ responses: version }: ModelTraits): JsonObject {
  return { cached_tokens: 0, ...(version >= '2026-07' && { cache_write_tokens: 0 }) }
}
