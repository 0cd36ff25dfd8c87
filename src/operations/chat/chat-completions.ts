import type { Json, JsonObject } from '../../web/json/json.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { SECONDS_PER_HOUR } from '../../web/time.ts'
import { toBase64 } from '../../web/bytes/base64.ts'
import { makeSpeech, spokenSeconds } from '../../media/audio/speech.ts'
import { newHexIdentifier, newIdentifier } from '../../openai/ids.ts'
import { type ModelTraits, modelTraits } from '../../openai/model-traits.ts'
import { countCommonTokens, countTokens } from '../../openai/tokens.ts'
import type { BodyOf, Transform, TransformContext } from '../operation.ts'
import { readVerbosity } from '../../assistant/answer-text.ts'
import { messageText } from '../../assistant/conversation/read-messages.ts'
import { readStop } from '../../assistant/text/token-limits.ts'
import { logprobsOf } from '../../assistant/text/logprobs.ts'
import { readOutputSchema } from '../../assistant/output-schema.ts'
import { createModerator } from '../../assistant/moderation.ts'
import { readChatTurn } from './read-turn.ts'
import { reasoningBudget, type ReasoningBudget } from '../../assistant/reasoning.ts'
import { composeReplies, type Reply, type ReplyRequest } from '../../assistant/reply.ts'
import { readTools } from '../../assistant/tools/tools.ts'
import { withPatchedUsage } from '../../assistant/usage.ts'

/** The request body of a chat completion; its model is repeated by the transforms of every operation. */
export type ChatRequest = Omit<BodyOf<'createChatCompletion'>, 'model'>

/** Characters of the hexadecimal part of a system fingerprint. */
const FINGERPRINT_LENGTH = 10

/** Tokens per message in addition to its text. */
const TOKENS_PER_MESSAGE = 4

/** Approximate tokens per second of audio. */
const AUDIO_TOKENS_PER_SECOND = 20

/** Chat completions: generates messages, tool calls and usage for the request. */
export const chatCompletions: Transform<ChatRequest> = (answer, context) => {
  const { body, reply: patched } = context
  const maxTokens = body.max_completion_tokens ?? body.max_tokens ?? undefined
  const thinking = reasoningBudget(body.reasoning_effort, maxTokens, patched?.reasoning)
  const request = readRequest(body, thinking)
  const replies = composeReplies(body.n ?? 1, request, context)
  const { service_tier: tier, metadata: _, ...known } = answer
  const traits = modelTraits(answer['model'])
  const usage = chatUsage(replies, { body, request, thinking, traits })
  return {
    ...known,
    choices: replies.map((reply, index) => toChoice(reply, context, { index, traits })),
    usage: withPatchedUsage(usage, patched?.usage),
    // The service resolves `auto` to a concrete tier.
    ...(traits.hasServiceTier && {
      service_tier: tier === undefined || tier === null || tier === 'auto' ? 'default' : tier,
    }),
    system_fingerprint: traits.hasFingerprint ? systemFingerprint(answer['model']) : null,
    ...moderationFields(request.turn.text, replies, body.moderation),
  }
}

/** The backend's configuration, which all answers of a model share. */
function systemFingerprint(model: Json | undefined): string {
  const random = seededRandom(`fingerprint ${JSON.stringify(model)}`)
  return newHexIdentifier('fp_', random, FINGERPRINT_LENGTH)
}

/** Moderation results of input and output, if the request enables moderation. */
function moderationFields(text: string, replies: Reply[], settings: ChatRequest['moderation']): JsonObject {
  if (!settings) {
    return {}
  }
  const moderate = createModerator(settings)
  const results = (texts: string[]) => ({
    type: 'moderation_results',
    model: settings.model,
    results: texts.map(moderate),
  })
  const outputTexts = replies.map(({ content, refusal }) => content ?? refusal ?? '')
  return { moderation: { input: results([text]), output: results(outputTexts) } }
}

function readRequest(body: ChatRequest, { maxTokens }: ReasoningBudget): ReplyRequest {
  // `functions` and `function_call` are the deprecated forms of `tools` and `tool_choice`.
  const legacy = (body.functions ?? []).map((description) => ({
    type: 'function',
    function: description,
  }))
  const { function_call: legacyChoice, prediction } = body
  return {
    turn: readChatTurn(body.messages),
    tools: {
      tools: readTools(body.tools ?? legacy),
      choice:
        body.tool_choice ??
        (typeof legacyChoice === 'object' ? { type: 'function', function: legacyChoice } : legacyChoice),
      parallel: body.parallel_tool_calls !== false && legacy.length === 0,
    },
    schema: readOutputSchema(body.response_format),
    verbosity: readVerbosity(body.verbosity),
    prediction: prediction ? messageText(prediction.content) : undefined,
    limits: { maxTokens, stop: readStop(body.stop) },
    searchesWeb: body.web_search_options !== undefined,
  }
}

function toChoice(
  reply: Reply,
  context: TransformContext<ChatRequest>,
  { index, traits }: { index: number; traits: ModelTraits },
): JsonObject {
  const { body } = context
  const { content, refusal } = reply
  const isLegacy = body.tools === undefined && body.functions !== undefined
  const calls = toolCallFields(reply, isLegacy)
  const awaitsClient = reply.calls.length > 0 && /^(?:tool_calls|stop)$/.test(reply.finishReason)
  const hasAudio = content !== null && body.modalities?.includes('audio') === true
  const hasLogprobs = body.logprobs === true
  const alternatives = body.top_logprobs ?? 0
  const toLogprobs = (text: string | null) =>
    text === null ? null : logprobsOf(text, alternatives, context.budget)
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
    ...(hasLogprobs
      ? { logprobs: { content: toLogprobs(content), refusal: toLogprobs(refusal) } }
      : traits.hasLogprobs && { logprobs: null }),
    finish_reason: isLegacy && awaitsClient ? 'function_call' : reply.finishReason,
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
function createAudio(transcript: string, { body, ids, now }: TransformContext<ChatRequest>): JsonObject {
  const format = body.audio?.format ?? 'wav'
  return {
    id: newIdentifier('audio_', ids),
    data: toBase64(makeSpeech(transcript, format).bytes),
    expires_at: now + SECONDS_PER_HOUR,
    transcript,
  }
}

function chatUsage(
  replies: Reply[],
  {
    body,
    request,
    thinking,
    traits,
  }: { body: ChatRequest; request: ReplyRequest; thinking: ReasoningBudget; traits: ModelTraits },
): JsonObject {
  const sum = (count: (reply: Reply) => number) => replies.reduce((all, reply) => all + count(reply), 0)
  const hasAudio = body.modalities?.includes('audio') === true
  const audioTokens = hasAudio
    ? sum(({ content }) =>
        content === null ? 0 : Math.ceil(spokenSeconds(content) * AUDIO_TOKENS_PER_SECOND),
      )
    : 0
  const reasoningTokens = thinking.tokens * replies.length
  const { accepted, rejected } = predictedTokens(request.prediction, replies)
  const promptTokens = countTokens(request.turn.text) + TOKENS_PER_MESSAGE * body.messages.length
  const completionTokens = sum(replyTokens) + reasoningTokens + audioTokens + rejected
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: {
      cached_tokens: 0,
      audio_tokens: 0,
      ...(traits.countsCacheWrites && { cache_write_tokens: 0 }),
      ...(traits.countsModalities && { text_tokens: promptTokens, image_tokens: 0 }),
    },
    completion_tokens_details: {
      reasoning_tokens: reasoningTokens,
      audio_tokens: audioTokens,
      accepted_prediction_tokens: accepted,
      rejected_prediction_tokens: rejected,
      ...(traits.countsModalities && { text_tokens: completionTokens - audioTokens - reasoningTokens }),
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
  const predicted = countTokens(prediction)
  const all = replies.map(({ content }) => {
    const text = content ?? ''
    const accepted = countCommonTokens(prediction, text)
    // A reply that ends early does not reject the remaining tokens.
    return { accepted, rejected: accepted === countTokens(text) ? 0 : predicted - accepted }
  })
  return {
    accepted: all.reduce((sum, one) => sum + one.accepted, 0),
    rejected: all.reduce((sum, one) => sum + one.rejected, 0),
  }
}
