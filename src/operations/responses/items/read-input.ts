import type { Json, JsonObject } from '../../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../../web/json/narrow.ts'
import type { ToolRequest } from '../../../assistant/tools/select-tools.ts'
import { readVerbosity } from '../../../assistant/answer-text.ts'
import { type Conversation, messageText, readPrompt } from '../../../assistant/conversation.ts'
import { readOutputSchema } from '../../../assistant/output-schema.ts'
import type { Turn } from '../../../assistant/reply.ts'
import { loadedTool, readTools, type Tool } from '../../../assistant/tools/tools.ts'

/**
 * @param body the body of a responses request
 * @param maxTokens the token limit for the text
 * @returns the input of the assistant's turn
 */
export function readResponseTurn(body: JsonObject, maxTokens: number | undefined): Turn {
  const items = typeof body['input'] === 'string' ? [] : asObjects(body['input'])
  const text = asObject(body['text'])
  return {
    conversation: readConversation(body, items),
    tools: readToolRequest(body, items),
    schema: readOutputSchema(asObject(text?.['format'])),
    verbosity: readVerbosity(text?.['verbosity']),
    limits: { maxTokens, stop: [] },
  }
}

function readConversation({ input, instructions }: JsonObject, items: JsonObject[]): Conversation {
  if (typeof input === 'string') {
    return { prompt: input, toolResults: [], text: `${asString(instructions) ?? ''}${input}` }
  }
  const isApproval = items.at(-1)?.['type'] === 'mcp_approval_response'
  const lastNonResult = items.findLastIndex((item) => toolResult(item) === undefined)
  return {
    ...readPrompt(items),
    ...(isApproval && { attachment: 'approval' }),
    toolResults: items.slice(lastNonResult + 1).map((item) => toolResult(item) ?? ''),
    text: [
      asString(instructions) ?? '',
      ...items.map((item) => toolResult(item) ?? messageText(item['content'])),
    ].join('\n'),
  }
}

/** @returns the result of a tool call if the item has one; a tool search output does not count */
function toolResult(item: JsonObject): string | undefined {
  const type = asString(item['type']) ?? ''
  if (type === 'mcp_approval_response' && item['approve'] !== true) {
    return `the call was not approved${item['reason'] === undefined ? '' : `: ${asString(item['reason']) ?? ''}`}`
  }
  return type.endsWith('_output') && type !== 'tool_search_output' ? outputText(item['output']) : undefined
}

/** @returns the text of message parts or of command output; images are ignored */
function outputText(output: Json | undefined): string {
  const commandOutput = asObjects(output)
    .flatMap(({ stdout, stderr }) => [asString(stdout) ?? '', asString(stderr) ?? ''])
    .filter((text) => text !== '')
  return commandOutput.length > 0 ? commandOutput.join('\n').trim() : messageText(output)
}

function readToolRequest(body: JsonObject, items: JsonObject[]): ToolRequest {
  const tools = readTools(body['tools'])
  const request = { tools, choice: body['tool_choice'], parallel: body['parallel_tool_calls'] !== false }
  const last = items.at(-1)
  if (last?.['type'] === 'mcp_approval_response' && last['approve'] === true) {
    const approved = approvedTool(last, tools, items)
    return approved === undefined ? request : { tools: [approved], choice: 'required', parallel: false }
  }
  const searchOutputs = items.filter(({ type }) => type === 'tool_search_output')
  if (searchOutputs.length > 0) {
    const loaded = searchOutputs.flatMap((output) => readTools(output['tools']))
    const names = new Set(loaded.map(({ name }) => name))
    const others = tools.filter(({ kind, name }) => kind !== 'tool_search' && !names.has(name))
    return { ...request, tools: [...others, ...loaded.map(loadedTool)] }
  }
  return request
}

/** @returns the approved MCP tool, limited to the call in the approval request if the input has it */
function approvedTool(
  { approval_request_id: requestId }: JsonObject,
  tools: Tool[],
  items: JsonObject[],
): Tool | undefined {
  const request = items.find(({ type, id }) => type === 'mcp_approval_request' && id === requestId)
  const label = asString(request?.['server_label'])
  const server = tools.find(({ kind, name }) => kind === 'mcp' && (label === undefined || name === label))
  const name = asString(request?.['name'])
  const input = asString(request?.['arguments'])
  return (
    server && {
      ...server,
      definition: { ...server.definition, ...(name !== undefined && { allowed_tools: [name] }) },
      approval: { requestId: asString(requestId) ?? '', ...(input !== undefined && { arguments: input }) },
    }
  )
}
