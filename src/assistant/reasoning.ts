import type { Json } from '../web/json/json.ts'
import { asString } from '../web/json/narrow.ts'
import { countTokens } from '../openai/tokens.ts'

/** Reasoning tokens by effort. */
const TOKENS_BY_EFFORT: Record<string, number> = {
  none: 0,
  minimal: 16,
  low: 64,
  medium: 192,
  high: 576,
  xhigh: 1152,
  max: 2304,
}

/** The split of a response's tokens between reasoning and text. */
export interface ReasoningBudget {
  /** Number of reasoning tokens. */
  tokens: number
  /** Maximum number of tokens left for the text, or undefined for no limit. */
  maxTokens: number | undefined
}

/**
 * Splits the token limit between reasoning and text.
 *
 * @param effort the request's effort: `low`, `medium`, ...; undefined for no reasoning
 * @param maxTokens the limit for reasoning and text together; reasoning uses at most half of it
 * @param patchedReasoning the reasoning text of a patch's reply
 */
export function reasoningBudget(
  effort: Json | undefined,
  maxTokens: number | undefined,
  patchedReasoning: string | undefined,
): ReasoningBudget {
  const requested =
    patchedReasoning === undefined
      ? (TOKENS_BY_EFFORT[asString(effort) ?? 'none'] ?? 0)
      : countTokens(patchedReasoning)
  const tokens =
    maxTokens === undefined || patchedReasoning !== undefined
      ? requested
      : Math.min(requested, Math.floor(maxTokens / 2))
  return { tokens, maxTokens: maxTokens === undefined ? undefined : Math.max(0, maxTokens - tokens) }
}
