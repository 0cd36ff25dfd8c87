import { countTokens } from '../openai/tokens.ts'
import type { Adapter } from './adapter.ts'
import { listIn, numberIn, stringIn } from './read-json.ts'
import { composeText, limitText } from './text/reply.ts'

/** Without a limit of its own, a completion of old ends after so many tokens (API reference, `max_tokens`). */
const DEFAULT_MAX_TOKENS = 16

/** Completions of old: `n` texts for each prompt. */
export const completions: Adapter = (answer, { body, random }) => {
  const { prompt } = body
  const prompts =
    Array.isArray(prompt) && prompt.some((one) => typeof one === 'string') ? listIn(prompt) : [prompt ?? '']
  const count = numberIn(body['n']) ?? 1
  const texts = prompts.flatMap((one) => {
    const text = stringIn(one) ?? ''
    const reply = limitText(composeText({ prompt: text, toolResults: [], text }, undefined, random), {
      maxTokens: numberIn(body['max_tokens']) ?? DEFAULT_MAX_TOKENS,
      stop: [body['stop'] ?? []].flat().flatMap((sequence) => stringIn(sequence) ?? []),
    })
    const shown = body['echo'] === true ? { ...reply, text: text + reply.text } : reply
    return Array.from({ length: count }, () => shown)
  })
  const promptTokens = prompts.reduce<number>((sum, one) => sum + countTokens(stringIn(one) ?? ''), 0)
  const completionTokens = texts.reduce((sum, { text }) => sum + countTokens(text), 0)
  return {
    ...answer,
    choices: texts.map(({ text, isCut }, index) => ({
      text,
      index,
      logprobs: null,
      finish_reason: isCut ? 'length' : 'stop',
    })),
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  }
}
