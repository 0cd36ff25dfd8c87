import type { ModelTraits } from '../../../openai/model-traits.ts'
import type { Json, JsonObject } from '../../../web/json/json.ts'
import { asObject, asObjects } from '../../../web/json/narrow.ts'
import type { ResponseRequest } from '../response-request.ts'
import { echoTool } from './tools.ts'

/** Tool usage of a response whose tools used nothing. */
const NO_TOOL_USAGE: JsonObject = {
  image_gen: {
    input_tokens: 0,
    input_tokens_details: { image_tokens: 0, text_tokens: 0 },
    output_tokens: 0,
    output_tokens_details: { image_tokens: 0, text_tokens: 0 },
    total_tokens: 0,
  },
  web_search: { num_requests: 0 },
}

/**
 * Returns the members of a response that repeat the request, with the service's defaults. The version of the Responses
 * API that answers for the model decides which of them exist.
 *
 * @param answer the body after the transforms of every operation (not mutated)
 */
export function echoParameters(answer: JsonObject, body: ResponseRequest, traits: ModelTraits): JsonObject {
  const { service_tier: tier, reasoning: _, completed_at: __, ...known } = answer
  const { conversation } = body
  const conversationId = typeof conversation === 'string' ? conversation : conversation?.id
  return {
    ...known,
    background: body.background ?? false,
    max_output_tokens: body.max_output_tokens ?? null,
    max_tool_calls: body.max_tool_calls ?? null,
    prompt_cache_key: body.prompt_cache_key ?? null,
    safety_identifier: body.safety_identifier ?? null,
    // The service resolves `auto` to a concrete tier.
    service_tier: tier === undefined || tier === null || tier === 'auto' ? 'default' : tier,
    store: body.store ?? true,
    tools: asObjects(answer['tools']).map((tool) => echoTool(tool, traits.responses)),
    text: echoText(asObject(answer['text'])),
    reasoning: echoReasoning(body, traits),
    top_logprobs: body.top_logprobs ?? 0,
    top_p: body.top_p ?? traits.topP,
    user: body.user ?? null,
    ...newerMembers(body, traits),
    ...(conversationId !== undefined && { conversation: { id: conversationId } }),
  }
}

/** Members that later versions added. */
function newerMembers(
  body: ResponseRequest,
  { responses: version, cacheRetention }: ModelTraits,
): JsonObject {
  const retention = 'prompt_cache_retention' in body ? body.prompt_cache_retention : undefined
  return {
    ...(version >= '2025-09' && body.stream !== true && { billing: { payer: 'developer' } }),
    ...(version >= '2025-11' && {
      prompt_cache_retention: retention ?? (version >= '2026-04' ? cacheRetention : null),
    }),
    ...(version >= '2026-01' && { frequency_penalty: 0, presence_penalty: 0 }),
    ...(version >= '2026-04' && { moderation: null }),
    ...(version >= '2026-06' && { tool_usage: NO_TOOL_USAGE }),
  }
}

function echoText(text: JsonObject | undefined): JsonObject {
  const format = asObject(text?.['format'])
  const isSchema = format?.['type'] === 'json_schema'
  return {
    verbosity: 'medium',
    ...text,
    format: isSchema ? { description: null, strict: true, ...format } : (format ?? { type: 'text' }),
  }
}

/** The reasoning settings; a model that does not reason has null. A summary `auto` is the most detailed one. */
function echoReasoning(
  { reasoning }: ResponseRequest,
  { responses: version, reasons, defaultEffort, reasoningContext }: ModelTraits,
): JsonObject {
  const settings: JsonObject = { ...reasoning }
  const summary: Json = reasoning?.summary ?? reasoning?.generate_summary ?? null
  const context = settings['context'] ?? 'auto'
  return {
    ...settings,
    effort: reasoning?.effort ?? defaultEffort,
    summary: summary === 'auto' ? 'detailed' : summary,
    ...(version >= '2026-06' && { context: context === 'auto' ? reasoningContext : context }),
    ...(version >= '2026-07' && reasons && { mode: settings['mode'] ?? 'standard' }),
  }
}
