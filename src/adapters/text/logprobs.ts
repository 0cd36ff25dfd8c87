import type { JsonObject } from '../../json/json.ts'
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
    top_logprobs: candidates(token, alternatives).map((one) => entry(one.token, one.logprob)),
  }))
}

/**
 * @param text what is said
 * @returns log probabilities without alternatives, one a token, as transcripts have them
 */
export function tokenLogprobsOf(text: string): JsonObject[] {
  return tokenise(text).map((token) => entry(token, SAID))
}

/** The token itself, then others, each less likely. */
function candidates(token: string, count: number): { token: string; logprob: number }[] {
  return Array.from({ length: count }, (_, rank) =>
    rank === 0 ? { token, logprob: SAID } : { token: token + '.'.repeat(rank), logprob: FIRST_OTHER - rank },
  )
}

function entry(token: string, logprob: number): JsonObject {
  return { token, logprob, bytes: [...new TextEncoder().encode(token)] }
}

/**
 * @param texts what is said, or the prompt that is echoed and what is said: no token goes over from one to the other
 * @param alternatives how many of the likeliest tokens each place names (`logprobs`)
 * @returns log probabilities as completions of old have them: lists side by side, one entry a token
 */
export function legacyLogprobsOf(texts: string[], alternatives: number): JsonObject {
  const tokens = texts.flatMap(tokenise)
  let offset = 0
  const offsets = tokens.map((token) => {
    const start = offset
    offset += token.length
    return start
  })
  return {
    tokens,
    token_logprobs: tokens.map(() => SAID),
    top_logprobs: tokens.map((token) =>
      Object.fromEntries(
        candidates(token, Math.max(1, alternatives)).map(({ token: name, logprob }) => [name, logprob]),
      ),
    ),
    text_offset: offsets,
  }
}
