import type { Json, JsonObject } from '../../../web/json/json.ts'
import { objectIn, objectsIn, stringIn } from '../../../web/json/narrow.ts'
import type { ToolRequest } from '../../../assistant/tools/select-tools.ts'
import { readVerbosity } from '../../../assistant/answer-text.ts'
import { type Conversation, enclosedIn, textOf } from '../../../assistant/conversation.ts'
import { readOutputSchema } from '../../../assistant/output-schema.ts'
import type { Turn } from '../../../assistant/reply.ts'
import { readTools, type Tool } from '../../../assistant/tools/tools.ts'

/**
 * @param body the body of a responses request
 * @param maxTokens the token limit for the text
 * @returns the input of the assistant's turn
 */
export function readResponseTurn(body: JsonObject, maxTokens: number | undefined): Turn {
  const items = typeof body['input'] === 'string' ? [] : objectsIn(body['input'])
  const text = objectIn(body['text'])
  return {
    conversation: readConversation(body, items),
    tools: readToolRequest(body, items),
    schema: readOutputSchema(objectIn(text?.['format'])),
    verbosity: readVerbosity(text?.['verbosity']),
    limits: { maxTokens, stop: [] },
  }
}

function readConversation({ input, instructions }: JsonObject, items: JsonObject[]): Conversation {
  if (typeof input === 'string') {
    return { prompt: input, toolResults: [], text: `${stringIn(instructions) ?? ''}${input}` }
  }
  const lastUser = items.findLast(({ role }) => role === 'user')
  const lastOther = items.findLastIndex((item) => resultOf(item) === undefined)
  return {
    prompt: textOf(lastUser?.['content']),
    enclosed:
      items.at(-1)?.['type'] === 'mcp_approval_response' ? 'approval' : enclosedIn(lastUser?.['content']),
    toolResults: items.slice(lastOther + 1).map((item) => resultOf(item) ?? ''),
    text: [
      stringIn(instructions) ?? '',
      ...items.map((item) => resultOf(item) ?? textOf(item['content'])),
    ].join('\n'),
  }
}

/** @returns the result of a tool call if the item has one; a tool search output does not count */
function resultOf(item: JsonObject): string | undefined {
  const type = stringIn(item['type']) ?? ''
  if (type === 'mcp_approval_response' && item['approve'] !== true) {
    return `the call was not approved${item['reason'] === undefined ? '' : `: ${stringIn(item['reason']) ?? ''}`}`
  }
  return type.endsWith('_output') && type !== 'tool_search_output' ? outputText(item['output']) : undefined
}

/** @returns the text of message parts or of command output; images are ignored */
function outputText(output: Json | undefined): string {
  const printed = objectsIn(output)
    .flatMap(({ stdout, stderr }) => [stringIn(stdout) ?? '', stringIn(stderr) ?? ''])
    .filter((text) => text !== '')
  return printed.length > 0 ? printed.join('\n').trim() : textOf(output)
}

function readToolRequest(body: JsonObject, items: JsonObject[]): ToolRequest {
  const tools = readTools(body['tools'])
  const request = { tools, choice: body['tool_choice'], parallel: body['parallel_tool_calls'] !== false }
  const last = items.at(-1)
  if (last?.['type'] === 'mcp_approval_response' && last['approve'] === true) {
    const approved = approvedTool(last, tools, items)
    return approved === undefined ? request : { tools: [approved], choice: 'required', parallel: false }
  }
  const found = items.filter(({ type }) => type === 'tool_search_output')
  if (found.length > 0) {
    const loaded = found.flatMap((output) => readTools(output['tools']))
    const names = new Set(loaded.map(({ name }) => name))
    const others = tools.filter(({ kind, name }) => kind !== 'tool_search' && !names.has(name))
    return { ...request, tools: [...others, ...loaded.map(asLoaded)] }
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
  const label = stringIn(request?.['server_label'])
  const server = tools.find(({ kind, name }) => kind === 'mcp' && (label === undefined || name === label))
  const name = stringIn(request?.['name'])
  const input = stringIn(request?.['arguments'])
  return (
    server && {
      ...server,
      definition: { ...server.definition, ...(name !== undefined && { allowed_tools: [name] }) },
      approval: { requestId: stringIn(requestId) ?? '', ...(input !== undefined && { arguments: input }) },
    }
  )
}

function asLoaded(tool: Tool): Tool {
  return { ...tool, definition: { ...tool.definition, defer_loading: false } }
}
