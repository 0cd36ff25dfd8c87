import type { JsonObject } from '../../web/json/json.ts'
import { tokenize } from '../../openai/tokens.ts'

/** The chosen token is nearly certain; each alternative is less likely. */
const CHOSEN_LOGPROB = -0.01
const FIRST_ALTERNATIVE_LOGPROB = -4

/**
 * @param text the generated text
 * @param alternatives the number of candidates per token (`top_logprobs`)
 * @returns one log probability per token; the tokens concatenate to the text
 */
export function logprobsOf(text: string, alternatives: number): JsonObject[] {
  return tokenize(text).map((token) => ({
    ...logprobEntry(token, CHOSEN_LOGPROB),
    top_logprobs: candidateTokens(token, alternatives).map((one) => logprobEntry(one.token, one.logprob)),
  }))
}

/**
 * @param text the generated text
 * @returns one log probability per token without alternatives, as in transcriptions
 */
export function tokenLogprobsOf(text: string): JsonObject[] {
  return tokenize(text).map((token) => logprobEntry(token, CHOSEN_LOGPROB))
}

/** The token itself, followed by alternatives of decreasing probability. */
function candidateTokens(token: string, count: number): { token: string; logprob: number }[] {
  return Array.from({ length: count }, (_, rank) =>
    rank === 0
      ? { token, logprob: CHOSEN_LOGPROB }
      : { token: token + '.'.repeat(rank), logprob: FIRST_ALTERNATIVE_LOGPROB - rank },
  )
}

function logprobEntry(token: string, logprob: number): JsonObject {
  return { token, logprob, bytes: [...new TextEncoder().encode(token)] }
}

/**
 * @param texts the generated text, or the echoed prompt and the generated text; no token spans both
 * @param alternatives the number of candidates per token (`logprobs`)
 * @returns log probabilities of legacy completions: parallel lists with one entry per token
 */
export function legacyLogprobsOf(texts: string[], alternatives: number): JsonObject {
  const tokens = texts.flatMap(tokenize)
  let offset = 0
  const offsets = tokens.map((token) => {
    const start = offset
    offset += token.length
    return start
  })
  return {
    tokens,
    token_logprobs: tokens.map(() => CHOSEN_LOGPROB),
    top_logprobs: tokens.map((token) =>
      Object.fromEntries(
        candidateTokens(token, Math.max(1, alternatives)).map(({ token: name, logprob }) => [name, logprob]),
      ),
    ),
    text_offset: offsets,
  }
}
