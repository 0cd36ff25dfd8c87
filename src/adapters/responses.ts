import type { Json, JsonObject } from '../catalogue/types.ts'
import { newIdentifier } from '../openai/identifiers.ts'
import { countTokens } from '../openai/tokens.ts'
import type { Adapter, AdapterContext } from './adapter.ts'
import { listIn, numberIn, objectIn, objectsIn, stringIn } from './read-json.ts'
import { logprobsOf } from './text/logprobs.ts'
import { composeArguments, composeText, type Conversation, limitText } from './text/reply.ts'
import { chooseTools, readOutputSchema, readTools, textOf, type Tool } from './text/tools.ts'

/** Every input item costs some tokens besides its text. */
const TOKENS_AN_ITEM = 4

const ID_LENGTH = 48

/** What a model that thinks spends on it, in tokens. */
const REASONING_TOKENS = 64

/** Responses: output items, counts and the echo of the request that the API gives with them. */
export const responses: Adapter = (answer, context) => {
  const { body, random, now } = context
  const conversation = readConversation(body)
  const { items, isCut } = outputOf(conversation, context)
  const reasons = objectIn(body['reasoning']) !== undefined
  const output = reasons ? [reasoningItem(context), ...items] : items
  const inputTokens =
    countTokens(conversation.text) + TOKENS_AN_ITEM * Math.max(1, listIn(body['input']).length)
  const outputTokens = countTokens(items.map(textOfItem).join('')) + (reasons ? REASONING_TOKENS : 0)
  const { usage, service_tier: tier, text, reasoning } = answer
  const conversationId = stringIn(body['conversation']) ?? objectIn(body['conversation'])?.['id']
  return {
    ...answer,
    id: newIdentifier('resp_', random, ID_LENGTH),
    status: isCut ? 'incomplete' : 'completed',
    created_at: now,
    completed_at: isCut ? null : now,
    error: null,
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    max_output_tokens: body['max_output_tokens'] ?? null,
    output,
    tools: objectsIn(answer['tools']).map(completed),
    text: { ...objectIn(text), format: objectIn(text)?.['format'] ?? { type: 'text' } },
    reasoning: { effort: null, summary: null, ...objectIn(reasoning) },
    store: body['store'] ?? true,
    ...(conversationId !== undefined && { conversation: { id: conversationId } }),
    ...(tier === 'auto' && { service_tier: 'default' }),
    usage: {
      ...objectIn(usage),
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: reasons ? REASONING_TOKENS : 0 },
      total_tokens: inputTokens + outputTokens,
    },
  }
}

/** What the service fills in of a function that says less. */
function completed(tool: JsonObject): JsonObject {
  return tool['type'] === 'function' ? { parameters: null, strict: true, ...tool } : tool
}

function readConversation(body: JsonObject): Conversation {
  const { input, instructions } = body
  if (typeof input === 'string') {
    return { prompt: input, toolResults: [], text: `${stringIn(instructions) ?? ''}${input}` }
  }
  const items = objectsIn(input)
  const isResult = (item: JsonObject) => stringIn(item['type'])?.endsWith('_output') === true
  const lastUser = items.findLast(({ role }) => role === 'user')
  const lastOther = items.findLastIndex((item) => !isResult(item))
  return {
    prompt: textOf(lastUser?.['content']),
    toolResults: items.slice(lastOther + 1).map(({ output }) => textOf(output)),
    text: [
      stringIn(instructions) ?? '',
      ...items.map(({ content, output }) => textOf(content ?? output)),
    ].join('\n'),
  }
}

function outputOf(
  conversation: Conversation,
  { body, random }: AdapterContext,
): { items: JsonObject[]; isCut: boolean } {
  const { prompt, toolResults } = conversation
  const tools = chooseTools({
    tools: readTools(body['tools']),
    choice: body['tool_choice'],
    parallel: body['parallel_tool_calls'] !== false,
    prompt,
    isAnswered: toolResults.length > 0,
  })
  const calls = tools.map((tool) => callItem(tool, prompt, random)).filter((item) => item !== undefined)
  // Functions are for the caller to run; what the service runs itself is followed by its answer.
  if (calls.some(({ type }) => type === 'function_call' || type === 'custom_tool_call')) {
    return { items: calls, isCut: false }
  }
  const schema = readOutputSchema(objectIn(objectIn(body['text'])?.['format']))
  const { text, isCut } = limitText(composeText(conversation, schema, random), {
    maxTokens: numberIn(body['max_output_tokens']),
    stop: [],
  })
  const logprobs = listIn(body['include']).includes('message.output_text.logprobs')
    ? logprobsOf(text, numberIn(body['top_logprobs']) ?? 0)
    : []
  return { items: [...calls, messageItem(text, { isCut, logprobs, random })], isCut }
}

function messageItem(
  text: string,
  { isCut, logprobs, random }: { isCut: boolean; logprobs: JsonObject[]; random: AdapterContext['random'] },
): JsonObject {
  return {
    type: 'message',
    id: newIdentifier('msg_', random, ID_LENGTH),
    status: isCut ? 'incomplete' : 'completed',
    role: 'assistant',
    content: [{ type: 'output_text', text, annotations: [], logprobs }],
  }
}

function reasoningItem({ body, random }: AdapterContext): JsonObject {
  const { summary } = objectIn(body['reasoning']) ?? {}
  const includesEncrypted = listIn(body['include']).includes('reasoning.encrypted_content')
  return {
    type: 'reasoning',
    id: newIdentifier('rs_', random, ID_LENGTH),
    summary:
      typeof summary === 'string'
        ? [
            {
              type: 'summary_text',
              text: '**Considering the request**\n\nThe request is clear, so the answer is short.',
            },
          ]
        : [],
    ...(includesEncrypted && { encrypted_content: newIdentifier('gAAAAAB', random, 2 * ID_LENGTH) }),
  }
}

function callItem(tool: Tool, prompt: string, random: AdapterContext['random']): JsonObject | undefined {
  const call_id = newIdentifier('call_', random)
  switch (tool.kind) {
    case 'function':
      return {
        type: 'function_call',
        id: newIdentifier('fc_', random, ID_LENGTH),
        call_id,
        name: tool.name,
        arguments: composeArguments(tool, prompt, random),
        status: 'completed',
      }
    case 'custom':
      return {
        type: 'custom_tool_call',
        id: newIdentifier('ctc_', random, ID_LENGTH),
        call_id,
        name: tool.name,
        input: composeArguments(tool, prompt, random),
      }
    default:
      return BUILT_IN_CALLS[tool.kind]?.(prompt, random)
  }
}

/** Calls of tools that the service runs itself, by the tool's type. */
const BUILT_IN_CALLS: Record<string, (prompt: string, random: AdapterContext['random']) => JsonObject> = {
  web_search: webSearchCall,
  web_search_preview: webSearchCall,
  file_search: (prompt, random) => ({
    type: 'file_search_call',
    id: newIdentifier('fs_', random, ID_LENGTH),
    status: 'completed',
    queries: [prompt],
    results: null,
  }),
  code_interpreter: (_, random) => ({
    type: 'code_interpreter_call',
    id: newIdentifier('ci_', random, ID_LENGTH),
    status: 'completed',
    code: 'print("Hello, world!")',
    container_id: newIdentifier('cntr_', random, ID_LENGTH),
    outputs: null,
  }),
}

function webSearchCall(prompt: string, random: AdapterContext['random']): JsonObject {
  return {
    type: 'web_search_call',
    id: newIdentifier('ws_', random, ID_LENGTH),
    status: 'completed',
    action: { type: 'search', query: prompt },
  }
}

function textOfItem(item: JsonObject): string {
  const content: Json = item['content'] ?? item['arguments'] ?? item['input'] ?? ''
  return textOf(content)
}
