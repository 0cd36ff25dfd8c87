import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, numberIn, objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { base64Of } from '../../web/bytes/base64.ts'
import { makeSpeech, spokenSeconds } from '../../media/audio/speech.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { countTokens, tokenise } from '../../openai/tokens.ts'
import type { Adapter, AdapterContext } from '../operation.ts'
import { readVerbosity } from '../../assistant/answer-text.ts'
import { type Conversation, enclosedIn, textOf } from '../../assistant/conversation.ts'
import { readStop } from '../../assistant/text/token-limits.ts'
import { logprobsOf } from '../../assistant/text/logprobs.ts'
import { readOutputSchema } from '../../assistant/output-schema.ts'
import { moderatorOf } from '../../assistant/moderation.ts'
import { think, type Thinking } from '../../assistant/reasoning.ts'
import { composeReply, type Reply, type Turn } from '../../assistant/reply.ts'
import { readTools } from '../../assistant/tools/tools.ts'
import { withPatchedUsage } from '../../assistant/usage.ts'

const SECONDS_AN_HOUR = 3600

/** Tokens per message in addition to its text. */
const TOKENS_A_MESSAGE = 4

/** Approximate tokens per second of audio. */
const AUDIO_TOKENS_A_SECOND = 20

/** Chat completions: generates messages, tool calls and usage for the request. */
export const chatCompletions: Adapter = (answer, context) => {
  const { body, reply: patched } = context
  const maxTokens = numberIn(body['max_completion_tokens']) ?? numberIn(body['max_tokens'])
  const thinking = think(body['reasoning_effort'], maxTokens, patched?.reasoning)
  const turn = readTurn(body, thinking)
  const wanted = numberIn(body['n']) ?? 1
  // Faster than `Array.from` with a function, which took a quarter of this transform's time.
  const replies: Reply[] = []
  while (replies.length < wanted) {
    replies.push(composeReply(turn, context))
  }
  const { service_tier: tier } = answer
  const metadata = objectIn(body['metadata'])
  return {
    ...answer,
    choices: replies.map((reply, index) => choiceOf(reply, context, index)),
    usage: withPatchedUsage(usageOf(answer, replies, { body, turn, thinking }), patched?.usage),
    // The service resolves `auto` to a concrete tier.
    ...(tier === 'auto' && { service_tier: 'default' }),
    ...(metadata !== undefined && { metadata }),
    ...moderationOf(turn.conversation.text, replies, body),
  }
}

/** Moderation results of input and output, if the request enables moderation. */
function moderationOf(text: string, replies: Reply[], { moderation: asked }: JsonObject): JsonObject {
  const moderate = moderatorOf(asked)
  if (moderate === undefined) {
    return {}
  }
  const results = (texts: string[]) => ({
    type: 'moderation_results',
    model: stringIn(objectIn(asked)?.['model']) ?? '',
    results: texts.map(moderate),
  })
  const said = replies.map(({ content, refusal }) => content ?? refusal ?? '')
  return { moderation: { input: results([text]), output: results(said) } }
}

function readTurn(body: JsonObject, { maxTokens }: Thinking): Turn {
  // `functions` and `function_call` are the deprecated forms of `tools` and `tool_choice`.
  const legacy = listIn(body['functions']).map((description): Json => ({
    type: 'function',
    function: description,
  }))
  const legacyChoice = objectIn(body['function_call'])
  const prediction = objectIn(body['prediction'])
  return {
    conversation: readConversation(objectsIn(body['messages'])),
    tools: {
      tools: readTools(body['tools'] ?? legacy),
      choice:
        body['tool_choice'] ??
        (legacyChoice === undefined ? body['function_call'] : { type: 'function', function: legacyChoice }),
      parallel: body['parallel_tool_calls'] !== false && legacy.length === 0,
    },
    schema: readOutputSchema(objectIn(body['response_format'])),
    verbosity: readVerbosity(body['verbosity']),
    prediction: prediction === undefined ? undefined : textOf(prediction['content']),
    limits: { maxTokens, stop: readStop(body['stop']) },
    searchesWeb: objectIn(body['web_search_options']) !== undefined,
  }
}

function readConversation(messages: JsonObject[]): Conversation {
  const lastUser = messages.findLast(({ role }) => role === 'user')
  const lastOther = messages.findLastIndex(({ role }) => role !== 'tool' && role !== 'function')
  return {
    prompt: textOf(lastUser?.['content']),
    enclosed: enclosedIn(lastUser?.['content']),
    toolResults: messages.slice(lastOther + 1).map(({ content }) => textOf(content)),
    text: messages.map(({ content }) => textOf(content)).join('\n'),
  }
}

function choiceOf(reply: Reply, context: AdapterContext, index: number): JsonObject {
  const { body } = context
  const { content, refusal } = reply
  const isLegacy = body['tools'] === undefined && body['functions'] !== undefined
  const calls = callsOf(reply, isLegacy)
  const isHeard = content !== null && listIn(body['modalities']).includes('audio')
  const isLikely = body['logprobs'] === true
  const alternatives = numberIn(body['top_logprobs']) ?? 0
  const likelihood = (text: string | null) => (text === null ? null : logprobsOf(text, alternatives))
  return {
    index,
    message: {
      role: 'assistant',
      content: isHeard ? null : content,
      refusal,
      annotations: reply.citations.flatMap((citation) => ('url' in citation ? [urlCitation(citation)] : [])),
      ...calls,
      ...(isHeard && { audio: spoken(content, context) }),
    },
    logprobs: isLikely ? { content: likelihood(content), refusal: likelihood(refusal) } : null,
    finish_reason: isLegacy && reply.finishReason === 'tool_calls' ? 'function_call' : reply.finishReason,
  }
}

function urlCitation({ start, end, url, title }: { start: number; end: number; url: string; title: string }) {
  return { type: 'url_citation', url_citation: { start_index: start, end_index: end, url, title } }
}

function callsOf({ calls }: Reply, isLegacy: boolean): JsonObject {
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
function spoken(transcript: string, { body, random, now }: AdapterContext): JsonObject {
  const format = objectIn(body['audio'])?.['format'] ?? 'wav'
  return {
    id: newIdentifier('audio_', random),
    data: base64Of(makeSpeech(transcript, format).bytes),
    expires_at: now + SECONDS_AN_HOUR,
    transcript,
  }
}

function usageOf(
  answer: JsonObject,
  replies: Reply[],
  { body, turn, thinking }: { body: JsonObject; turn: Turn; thinking: Thinking },
): JsonObject {
  const sum = (count: (reply: Reply) => number) => replies.reduce((all, reply) => all + count(reply), 0)
  const isHeard = listIn(body['modalities']).includes('audio')
  const spokenTokens = isHeard
    ? sum(({ content }) => (content === null ? 0 : Math.ceil(spokenSeconds(content) * AUDIO_TOKENS_A_SECOND)))
    : 0
  const reasoningTokens = thinking.tokens * replies.length
  const { accepted, rejected } = predictedTokens(turn.prediction, replies)
  const promptTokens =
    countTokens(turn.conversation.text) + TOKENS_A_MESSAGE * objectsIn(body['messages']).length
  const completionTokens = sum(tokensOf) + reasoningTokens + spokenTokens + rejected
  const usage = objectIn(answer['usage'])
  return {
    ...usage,
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    completion_tokens_details: {
      ...objectIn(usage?.['completion_tokens_details']),
      reasoning_tokens: reasoningTokens,
      audio_tokens: spokenTokens,
      accepted_prediction_tokens: accepted,
      rejected_prediction_tokens: rejected,
    },
  }
}

function tokensOf({ content, refusal, calls }: Reply): number {
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
  const predicted = tokenise(prediction)
  const all = replies.map(({ content }) => {
    const said = tokenise(content ?? '')
    const other = predicted.findIndex((token, index) => token !== said[index])
    const accepted = other === -1 ? predicted.length : other
    // A reply that ends early does not reject the remaining tokens.
    return { accepted, rejected: accepted === said.length ? 0 : predicted.length - accepted }
  })
  return {
    accepted: all.reduce((sum, one) => sum + one.accepted, 0),
    rejected: all.reduce((sum, one) => sum + one.rejected, 0),
  }
}
