import type { JsonObject } from '../../web/json/json.ts'
import { tokenise } from '../../openai/tokens.ts'

/** The chosen token is nearly certain; each alternative is less likely. */
const SAID = -0.01
const FIRST_OTHER = -4

/**
 * @param text the generated text
 * @param alternatives the number of candidates per token (`top_logprobs`)
 * @returns one log probability per token; the tokens concatenate to the text
 */
export function logprobsOf(text: string, alternatives: number): JsonObject[] {
  return tokenise(text).map((token) => ({
    ...entry(token, SAID),
    top_logprobs: candidates(token, alternatives).map((one) => entry(one.token, one.logprob)),
  }))
}

/**
 * @param text the generated text
 * @returns one log probability per token without alternatives, as in transcriptions
 */
export function tokenLogprobsOf(text: string): JsonObject[] {
  return tokenise(text).map((token) => entry(token, SAID))
}

/** The token itself, followed by alternatives of decreasing probability. */
function candidates(token: string, count: number): { token: string; logprob: number }[] {
  return Array.from({ length: count }, (_, rank) =>
    rank === 0 ? { token, logprob: SAID } : { token: token + '.'.repeat(rank), logprob: FIRST_OTHER - rank },
  )
}

function entry(token: string, logprob: number): JsonObject {
  return { token, logprob, bytes: [...new TextEncoder().encode(token)] }
}

/**
 * @param texts the generated text, or the echoed prompt and the generated text; no token spans both
 * @param alternatives the number of candidates per token (`logprobs`)
 * @returns log probabilities of legacy completions: parallel lists with one entry per token
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
