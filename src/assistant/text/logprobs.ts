import type { JsonObject } from '../../web/json/json.ts'
import { tokensOf } from '../../openai/tokens.ts'
import type { RequestBudget } from '../../web/limits/request-budget.ts'

/** The chosen token is nearly certain; each alternative is less likely. */
const CHOSEN_LOGPROB = -0.01
const FIRST_ALTERNATIVE_LOGPROB = -4

/** Approximate memory of one entry, in addition to its bytes. */
const ENTRY_SIZE = 300

/** Approximate memory of one byte of a token, as a number in a list. */
const SIZE_PER_BYTE = 8

const INCOMPLETE =
  'log probabilities are incomplete: all choices together exceed the output limit of a response'

/**
 * @param text the generated text
 * @param alternatives the number of candidates per token (`top_logprobs`)
 * @param budget limits the entries of all choices together
 * @returns one log probability per token, for the first tokens if the budget is spent; all tokens concatenate to the text
 */
export function logprobsOf(text: string, alternatives: number, budget: RequestBudget): JsonObject[] {
  const entries: JsonObject[] = []
  for (const token of affordableTokens(text, alternatives, budget)) {
    entries.push({
      ...logprobEntry(token, CHOSEN_LOGPROB),
      top_logprobs: candidateTokens(token, alternatives).map((one) => logprobEntry(one.token, one.logprob)),
    })
  }
  return entries
}

/**
 * @param text the generated text
 * @param budget limits the entries
 * @returns one log probability per token without alternatives, as in transcriptions
 */
export function tokenLogprobsOf(text: string, budget: RequestBudget): JsonObject[] {
  return Array.from(affordableTokens(text, 0, budget), (token) => logprobEntry(token, CHOSEN_LOGPROB))
}

/** Generates the tokens of a text for which the budget has room for an entry and its alternatives. */
function* affordableTokens(
  text: string,
  alternatives: number,
  budget: RequestBudget,
): Generator<string, void> {
  for (const token of tokensOf(text)) {
    const size = (1 + alternatives) * (ENTRY_SIZE + SIZE_PER_BYTE * token.length)
    if (!budget.write(size, INCOMPLETE)) {
      return
    }
    yield token
  }
}

/** The token itself, followed by alternatives of decreasing probability. */
function candidateTokens(token: string, count: number): { token: string; logprob: number }[] {
  return Array.from({ length: count }, (_, rank) =>
    rank === 0
      ? { token, logprob: CHOSEN_LOGPROB }
      : { token: token + '.'.repeat(rank), logprob: FIRST_ALTERNATIVE_LOGPROB - rank },
  )
}

const encoder = new TextEncoder()

function logprobEntry(token: string, logprob: number): JsonObject {
  return { token, logprob, bytes: Array.from(encoder.encode(token)) }
}

/**
 * @param texts the generated text, or the echoed prompt and the generated text; no token spans both
 * @param options the number of candidates per token (`logprobs`), and the budget that limits the entries
 * @returns log probabilities of legacy completions: parallel lists with one entry per token
 */
export function legacyLogprobsOf(
  texts: string[],
  { alternatives, budget }: { alternatives: number; budget: RequestBudget },
): JsonObject {
  const tokens = texts.flatMap((text) => [...affordableTokens(text, alternatives, budget)])
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
