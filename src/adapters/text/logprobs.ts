import type { JsonObject } from '../../catalogue/types.ts'
import { tokenise } from '../../openai/tokens.ts'

/** What is said is nearly certain; each other candidate is less likely. */
const SAID = -0.01
const FIRST_OTHER = -4

/**
 * @param text what is said
 * @param alternatives how many of the likeliest tokens each place names (`top_logprobs`)
 * @returns log probabilities, one a token; the tokens join to the text
 */
export function logprobsOf(text: string, alternatives: number): JsonObject[] {
  return tokenise(text).map((token) => ({
    ...entry(token, SAID),
    top_logprobs: Array.from({ length: alternatives }, (_, rank) =>
      rank === 0 ? entry(token, SAID) : entry(token + '.'.repeat(rank), FIRST_OTHER - rank),
    ),
  }))
}

function entry(token: string, logprob: number): JsonObject {
  return { token, logprob, bytes: [...new TextEncoder().encode(token)] }
}
