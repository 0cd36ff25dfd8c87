import type { Json, JsonObject } from '../catalogue/types.ts'
import { base64Of } from '../openai/base64.ts'
import { newIdentifier } from '../openai/identifiers.ts'
import { countTokens } from '../openai/tokens.ts'
import { spokenSeconds, toneWav } from '../openai/wav.ts'
import type { Adapter, AdapterContext } from './adapter.ts'
import { listIn, numberIn, objectIn, objectsIn, stringIn } from './read-json.ts'
import { logprobsOf } from './text/logprobs.ts'
import { composeArguments, composeText, type Conversation, limitText } from './text/reply.ts'
import { chooseTools, readOutputSchema, readTools, textOf, type Tool } from './text/tools.ts'

const SECONDS_AN_HOUR = 3600

/** Every message costs some tokens besides its text, and so does the answer's beginning. */
const TOKENS_A_MESSAGE = 4

/** Chat completions: the answer says, calls and counts what the request asks for. */
export const chatCompletions: Adapter = (answer, context) => {
  const { body } = context
  const conversation = readConversation(body)
  const count = numberIn(body['n']) ?? 1
  const choices = Array.from({ length: count }, (_, index) => choiceOf(conversation, context, index))
  const completionTokens = choices.reduce((sum, choice) => sum + tokensOf(choice), 0)
  const promptTokens = countTokens(conversation.text) + TOKENS_A_MESSAGE * objectsIn(body['messages']).length
  const { usage, service_tier: tier } = answer
  return {
    ...answer,
    choices,
    usage: {
      ...objectIn(usage),
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
    // What the service picks when it is left to it.
    ...(tier === 'auto' && { service_tier: 'default' }),
  }
}

function readConversation(body: JsonObject): Conversation {
  const messages = objectsIn(body['messages'])
  const lastUser = messages.findLast(({ role }) => role === 'user')
  const lastOther = messages.findLastIndex(({ role }) => role !== 'tool' && role !== 'function')
  return {
    prompt: textOf(lastUser?.['content']),
    toolResults: messages.slice(lastOther + 1).map(({ content }) => textOf(content)),
    text: messages.map(({ content }) => textOf(content)).join('\n'),
  }
}

function choiceOf(conversation: Conversation, context: AdapterContext, index: number): JsonObject {
  const { body, random } = context
  const tools = toolsToCall(conversation, body)
  if (tools.length > 0) {
    return callingChoice(tools, conversation, context, index)
  }
  const schema = readOutputSchema(objectIn(body['response_format']))
  const { text, isCut } = limitText(composeText(conversation, schema, random), {
    maxTokens: numberIn(body['max_completion_tokens']) ?? numberIn(body['max_tokens']),
    stop: [body['stop'] ?? []].flat().flatMap((sequence) => stringIn(sequence) ?? []),
  })
  const message = { role: 'assistant', content: text, refusal: null, annotations: [] }
  return {
    index,
    message: listIn(body['modalities']).includes('audio') ? spoken(message, text, context) : message,
    logprobs:
      body['logprobs'] === true
        ? { content: logprobsOf(text, numberIn(body['top_logprobs']) ?? 0), refusal: null }
        : null,
    finish_reason: isCut ? 'length' : 'stop',
  }
}

/** An answer that is heard: a WAV file as long as saying the text takes, whatever format was asked for. */
function spoken(message: JsonObject, text: string, { random, now }: AdapterContext): JsonObject {
  const audio = {
    id: newIdentifier('audio_', random),
    data: base64Of(toneWav(spokenSeconds(text))),
    expires_at: now + SECONDS_AN_HOUR,
    transcript: text,
  }
  return { ...message, content: null, audio }
}

/** `functions` and `function_call` are what `tools` and `tool_choice` were once called. */
function toolsToCall({ prompt, toolResults }: Conversation, body: JsonObject): Tool[] {
  const legacy = listIn(body['functions']).map((description): Json => ({
    type: 'function',
    function: description,
  }))
  const legacyChoice = objectIn(body['function_call'])
  return chooseTools({
    tools: readTools(body['tools'] ?? legacy),
    choice:
      body['tool_choice'] ??
      (legacyChoice === undefined ? body['function_call'] : { type: 'function', function: legacyChoice }),
    parallel: body['parallel_tool_calls'] !== false && legacy.length === 0,
    prompt,
    isAnswered: toolResults.length > 0,
  })
}

function callingChoice(
  tools: Tool[],
  { prompt }: Conversation,
  { body, random }: AdapterContext,
  index: number,
): JsonObject {
  const calls = tools.map((tool) => ({ tool, text: composeArguments(tool, prompt, random) }))
  const message = { role: 'assistant', content: null, refusal: null, annotations: [] }
  const [first] = calls
  if (body['tools'] === undefined && first !== undefined) {
    const call = { name: first.tool.name, arguments: first.text }
    return {
      index,
      message: { ...message, function_call: call },
      logprobs: null,
      finish_reason: 'function_call',
    }
  }
  const toolCalls = calls.map(({ tool, text }): JsonObject => {
    const id = newIdentifier('call_', random)
    return tool.kind === 'custom'
      ? { id, type: 'custom', custom: { name: tool.name, input: text } }
      : { id, type: 'function', function: { name: tool.name, arguments: text } }
  })
  return {
    index,
    message: { ...message, tool_calls: toolCalls },
    logprobs: null,
    finish_reason: 'tool_calls',
  }
}

function tokensOf(choice: JsonObject): number {
  const message = objectIn(choice['message'])
  const calls = objectsIn(message?.['tool_calls']).flatMap((call) => [
    objectIn(call['function'])?.['arguments'],
    objectIn(call['custom'])?.['input'],
  ])
  const texts = [message?.['content'], objectIn(message?.['function_call'])?.['arguments'], ...calls]
  return texts.reduce<number>((sum, text) => sum + countTokens(stringIn(text) ?? ''), 0)
}
