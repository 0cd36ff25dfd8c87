import type { JsonObject } from '../../web/json/json.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { BodyOf, Transform, TransformContext } from '../operation.ts'
import { userMessage } from '../../assistant/conversation/read-messages.ts'
import { readTurn } from '../../assistant/conversation/read-turn.ts'
import { readStop } from '../../assistant/text/token-limits.ts'
import { legacyLogprobsOf } from '../../assistant/text/logprobs.ts'
import { composeReplies, type Reply, type ReplyRequest } from '../../assistant/reply.ts'
import { withPatchedUsage } from '../../assistant/usage.ts'

type CompletionRequest = BodyOf<'createCompletion'>

/** Default token limit of legacy completions (API reference, `max_tokens`). */
const DEFAULT_MAX_TOKENS = 16

/** A prompt: a text, or a number of token ids, which are not decoded. */
interface Prompt {
  text: string
  tokens: number
}

/** Legacy completions: `n` texts per prompt; usage counts all `best_of` candidates. */
export const completions: Transform<CompletionRequest> = (answer, context) => {
  const { body, reply: patched } = context
  const prompts = readPrompts(body)
  const count = body.n ?? 1
  const candidateCount = Math.max(count, body.best_of ?? 1)
  const all = prompts.map((prompt) => {
    const request = toRequest(prompt, body)
    return { prompt, replies: composeReplies(candidateCount, request, context) }
  })
  const selected = all.flatMap(({ prompt, replies }) =>
    replies.slice(0, count).map((reply) => ({ prompt, reply })),
  )
  const promptTokens = prompts.reduce((sum, { tokens }) => sum + tokens, 0)
  const completionTokens = all
    .flatMap(({ replies }) => replies)
    .reduce((sum, reply) => sum + countTokens(replyText(reply)), 0)
  const usage = {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  }
  return {
    ...answer,
    choices: selected.map(({ prompt, reply }, index) => toChoice(reply, { prompt, context, index })),
    usage: withPatchedUsage(usage, patched?.usage),
  }
}

function readPrompts({ prompt }: CompletionRequest): Prompt[] {
  if (typeof prompt === 'string') {
    return [{ text: prompt, tokens: countTokens(prompt) }]
  }
  const list = prompt ?? []
  const isTokenList = list.length > 0 && list.every((token) => typeof token === 'number')
  if (isTokenList || list.length === 0) {
    return [{ text: '', tokens: list.length }]
  }
  return list.map((one) => {
    const text = typeof one === 'string' ? one : ''
    return { text, tokens: Array.isArray(one) ? one.length : countTokens(text) }
  })
}

function toRequest({ text }: Prompt, body: CompletionRequest): ReplyRequest {
  return {
    turn: readTurn([userMessage(text)]),
    tools: { tools: [], choice: undefined, parallel: false },
    schema: undefined,
    verbosity: 'medium',
    limits: { maxTokens: body.max_tokens ?? DEFAULT_MAX_TOKENS, stop: readStop(body.stop) },
  }
}

/** Legacy completions have no refusal field, so a refusal is returned as text; calls are dropped. */
function replyText({ content, refusal }: Reply): string {
  return content ?? refusal ?? ''
}

function toChoice(
  reply: Reply,
  { prompt, context, index }: { prompt: Prompt; context: TransformContext<CompletionRequest>; index: number },
): JsonObject {
  const { body, budget } = context
  const completion = replyText(reply)
  const texts = body.echo === true ? [prompt.text, completion] : [completion]
  const alternatives = body.logprobs ?? undefined
  const { finishReason } = reply
  return {
    text: texts.join(''),
    index,
    logprobs: alternatives === undefined ? null : legacyLogprobsOf(texts, { alternatives, budget }),
    finish_reason: finishReason === 'tool_calls' ? 'stop' : finishReason,
  }
}
