import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { SECONDS_PER_HOUR } from '../../web/time.ts'
import { toBase64 } from '../../web/bytes/base64.ts'
import { makeSpeech, spokenSeconds } from '../../media/audio/speech.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { countTokens, tokenize } from '../../openai/tokens.ts'
import type { Transform, TransformContext } from '../operation.ts'
import { readVerbosity } from '../../assistant/answer-text.ts'
import { type Conversation, messageText, readPrompt } from '../../assistant/conversation.ts'
import { readStop } from '../../assistant/text/token-limits.ts'
import { logprobsOf } from '../../assistant/text/logprobs.ts'
import { readOutputSchema } from '../../assistant/output-schema.ts'
import { createModerator } from '../../assistant/moderation.ts'
import { reasoningBudget, type ReasoningBudget } from '../../assistant/reasoning.ts'
import { composeReply, type Reply, type Turn } from '../../assistant/reply.ts'
import { readTools } from '../../assistant/tools/tools.ts'
import { withPatchedUsage } from '../../assistant/usage.ts'

/** Tokens per message in addition to its text. */
const TOKENS_PER_MESSAGE = 4

/** Approximate tokens per second of audio. */
const AUDIO_TOKENS_PER_SECOND = 20

/** Chat completions: generates messages, tool calls and usage for the request. */
export const chatCompletions: Transform = (answer, context) => {
  const { body, reply: patched } = context
  const maxTokens = asNumber(body['max_completion_tokens']) ?? asNumber(body['max_tokens'])
  const thinking = reasoningBudget(body['reasoning_effort'], maxTokens, patched?.reasoning)
  const turn = readTurn(body, thinking)
  const choiceCount = asNumber(body['n']) ?? 1
  const replies = Array.from({ length: choiceCount }, () => composeReply(turn, context))
  const { service_tier: tier } = answer
  const metadata = asObject(body['metadata'])
  return {
    ...answer,
    choices: replies.map((reply, index) => toChoice(reply, context, index)),
    usage: withPatchedUsage(chatUsage(answer, replies, { body, turn, thinking }), patched?.usage),
    // The service resolves `auto` to a concrete tier.
    ...(tier === 'auto' && { service_tier: 'default' }),
    ...(metadata !== undefined && { metadata }),
    ...moderationFields(turn.conversation.text, replies, body),
  }
}

/** Moderation results of input and output, if the request enables moderation. */
function moderationFields(text: string, replies: Reply[], { moderation: settings }: JsonObject): JsonObject {
  const moderate = createModerator(settings)
  if (moderate === undefined) {
    return {}
  }
  const results = (texts: string[]) => ({
    type: 'moderation_results',
    model: asString(asObject(settings)?.['model']) ?? '',
    results: texts.map(moderate),
  })
  const outputTexts = replies.map(({ content, refusal }) => content ?? refusal ?? '')
  return { moderation: { input: results([text]), output: results(outputTexts) } }
}

function readTurn(body: JsonObject, { maxTokens }: ReasoningBudget): Turn {
  // `functions` and `function_call` are the deprecated forms of `tools` and `tool_choice`.
  const legacy = asArray(body['functions']).map((description): Json => ({
    type: 'function',
    function: description,
  }))
  const legacyChoice = asObject(body['function_call'])
  const prediction = asObject(body['prediction'])
  return {
    conversation: readConversation(asObjects(body['messages'])),
    tools: {
      tools: readTools(body['tools'] ?? legacy),
      choice:
        body['tool_choice'] ??
        (legacyChoice === undefined ? body['function_call'] : { type: 'function', function: legacyChoice }),
      parallel: body['parallel_tool_calls'] !== false && legacy.length === 0,
    },
    schema: readOutputSchema(asObject(body['response_format'])),
    verbosity: readVerbosity(body['verbosity']),
    prediction: prediction === undefined ? undefined : messageText(prediction['content']),
    limits: { maxTokens, stop: readStop(body['stop']) },
    searchesWeb: asObject(body['web_search_options']) !== undefined,
  }
}

function readConversation(messages: JsonObject[]): Conversation {
  const lastOther = messages.findLastIndex(({ role }) => role !== 'tool' && role !== 'function')
  return {
    ...readPrompt(messages),
    toolResults: messages.slice(lastOther + 1).map(({ content }) => messageText(content)),
    text: messages.map(({ content }) => messageText(content)).join('\n'),
  }
}

function toChoice(reply: Reply, context: TransformContext, index: number): JsonObject {
  const { body } = context
  const { content, refusal } = reply
  const isLegacy = body['tools'] === undefined && body['functions'] !== undefined
  const calls = toolCallFields(reply, isLegacy)
  const hasAudio = content !== null && asArray(body['modalities']).includes('audio')
  const hasLogprobs = body['logprobs'] === true
  const alternatives = asNumber(body['top_logprobs']) ?? 0
  const toLogprobs = (text: string | null) => (text === null ? null : logprobsOf(text, alternatives))
  return {
    index,
    message: {
      role: 'assistant',
      content: hasAudio ? null : content,
      refusal,
      annotations: reply.citations.flatMap((citation) => ('url' in citation ? [urlCitation(citation)] : [])),
      ...calls,
      ...(hasAudio && { audio: createAudio(content, context) }),
    },
    logprobs: hasLogprobs ? { content: toLogprobs(content), refusal: toLogprobs(refusal) } : null,
    finish_reason: isLegacy && reply.finishReason === 'tool_calls' ? 'function_call' : reply.finishReason,
  }
}

function urlCitation({ start, end, url, title }: { start: number; end: number; url: string; title: string }) {
  return { type: 'url_citation', url_citation: { start_index: start, end_index: end, url, title } }
}

function toolCallFields({ calls }: Reply, isLegacy: boolean): JsonObject {
  const [first] = calls
  if (first === undefined) {
    return {}
  }
  if (isLegacy) {
    return { function_call: { name: first.tool.name, arguments: first.input } }
  }
  return {
    tool_calls: calls.map(({ tool, id, input }): JsonObject =>
      tool.kind === 'custom'
        ? { id, type: 'custom', custom: { name: tool.name, input } }
        : { id, type: 'function', function: { name: tool.name, arguments: input } },
    ),
  }
}

/** The audio of a reply: a file in the requested format, as long as speaking the text takes. */
function createAudio(transcript: string, { body, random, now }: TransformContext): JsonObject {
  const format = asObject(body['audio'])?.['format'] ?? 'wav'
  return {
    id: newIdentifier('audio_', random),
    data: toBase64(makeSpeech(transcript, format).bytes),
    expires_at: now + SECONDS_PER_HOUR,
    transcript,
  }
}

function chatUsage(
  answer: JsonObject,
  replies: Reply[],
  { body, turn, thinking }: { body: JsonObject; turn: Turn; thinking: ReasoningBudget },
): JsonObject {
  const sum = (count: (reply: Reply) => number) => replies.reduce((all, reply) => all + count(reply), 0)
  const hasAudio = asArray(body['modalities']).includes('audio')
  const audioTokens = hasAudio
    ? sum(({ content }) =>
        content === null ? 0 : Math.ceil(spokenSeconds(content) * AUDIO_TOKENS_PER_SECOND),
      )
    : 0
  const reasoningTokens = thinking.tokens * replies.length
  const { accepted, rejected } = predictedTokens(turn.prediction, replies)
  const promptTokens =
    countTokens(turn.conversation.text) + TOKENS_PER_MESSAGE * asObjects(body['messages']).length
  const completionTokens = sum(replyTokens) + reasoningTokens + audioTokens + rejected
  const usage = asObject(answer['usage'])
  return {
    ...usage,
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    completion_tokens_details: {
      ...asObject(usage?.['completion_tokens_details']),
      reasoning_tokens: reasoningTokens,
      audio_tokens: audioTokens,
      accepted_prediction_tokens: accepted,
      rejected_prediction_tokens: rejected,
    },
  }
}

function replyTokens({ content, refusal, calls }: Reply): number {
  return [content ?? '', refusal ?? '', ...calls.map(({ input }) => input)].reduce(
    (sum, text) => sum + countTokens(text),
    0,
  )
}

/** Counts predicted tokens that the replies start with (accepted) and those after they diverge (rejected). */
function predictedTokens(
  prediction: string | undefined,
  replies: Reply[],
): { accepted: number; rejected: number } {
  if (prediction === undefined) {
    return { accepted: 0, rejected: 0 }
  }
  const predicted = tokenize(prediction)
  const all = replies.map(({ content }) => {
    const actual = tokenize(content ?? '')
    const divergence = predicted.findIndex((token, index) => token !== actual[index])
    const accepted = divergence === -1 ? predicted.length : divergence
    // A reply that ends early does not reject the remaining tokens.
    return { accepted, rejected: accepted === actual.length ? 0 : predicted.length - accepted }
  })
  return {
    accepted: all.reduce((sum, one) => sum + one.accepted, 0),
    rejected: all.reduce((sum, one) => sum + one.rejected, 0),
  }
}
