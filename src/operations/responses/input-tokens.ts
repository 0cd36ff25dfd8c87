import { countTokens } from '../../openai/tokens.ts'
import type { BodyOf, Transform } from '../operation.ts'
import { inputItems } from './items/read-input.ts'
import { readResponseTurn } from './items/read-turn.ts'
import { TOKENS_PER_ITEM } from './responses.ts'

type TokenRequest = BodyOf<'Getinputtokencounts'> | BodyOf<'beta_Getinputtokencounts'>

/** The tokens of a request's input, counted like those in the usage of a response. */
export const inputTokens: Transform<TokenRequest> = (answer, { body }) => {
  const { input, instructions, tools } = body
  const items = inputItems({ input: input ?? [] })
  const { text } = readResponseTurn(
    { input: input ?? '', instructions: instructions ?? null, tools: tools ?? [] },
    items,
  )
  return { ...answer, input_tokens: countTokens(text) + TOKENS_PER_ITEM * Math.max(1, items.length) }
}
