import type { Json } from '../../json/json.ts'
import { stringIn } from '../../json/read-json.ts'
import { countTokens } from '../../openai/tokens.ts'

/** What a model spends on thinking, in tokens, by the effort that is asked for. */
const TOKENS_BY_EFFORT: Record<string, number> = {
  none: 0,
  minimal: 16,
  low: 64,
  medium: 192,
  high: 576,
  xhigh: 1152,
  max: 2304,
}

/** How much of an answer's tokens go into thinking. */
export interface Thinking {
  /** Tokens of reasoning. */
  tokens: number
  /** Most tokens that are left for the text, or undefined for no limit. */
  maxTokens: number | undefined
}

/**
 * @param effort of the request: `low`, `medium`, ...; undefined when it asks for no reasoning
 * @param maxTokens the most tokens of reasoning and text together; at most half of them are thought
 * @param thought what a patch's reply says was thought
 */
export function think(
  effort: Json | undefined,
  maxTokens: number | undefined,
  thought: string | undefined,
): Thinking {
  const wanted =
    thought === undefined ? (TOKENS_BY_EFFORT[stringIn(effort) ?? 'none'] ?? 0) : countTokens(thought)
  const tokens =
    maxTokens === undefined || thought !== undefined ? wanted : Math.min(wanted, Math.floor(maxTokens / 2))
  return { tokens, maxTokens: maxTokens === undefined ? undefined : Math.max(0, maxTokens - tokens) }
}
