import type { InputItem, ResponseRequest } from '../response-request.ts'
import type { ToolRequest } from '../../../assistant/tools/select-tools.ts'
import { readVerbosity } from '../../../assistant/answer-text.ts'
import { readOutputSchema } from '../../../assistant/output-schema.ts'
import type { ReplyRequest } from '../../../assistant/reply.ts'
import { loadedTool, readTools, type Tool } from '../../../assistant/tools/tools.ts'
import { readResponseTurn } from './read-turn.ts'

/**
 * @param body the body of a responses request
 * @param maxTokens the token limit for the text
 * @returns the input of the assistant's reply
 */
export function readResponseRequest(body: ResponseRequest, maxTokens: number | undefined): ReplyRequest {
  const { text } = body
  return {
    turn: readResponseTurn(body, inputItems(body)),
    tools: readToolRequest(body),
    schema: readOutputSchema(text?.format),
    verbosity: readVerbosity(text?.verbosity),
    limits: { maxTokens, stop: [] },
  }
}

/** @returns the items of a request's input; empty if it is a text */
export function inputItems({ input }: Pick<ResponseRequest, 'input'>): InputItem[] {
  return Array.isArray(input) ? input : []
}

function readToolRequest(body: ResponseRequest): ToolRequest {
  const items = inputItems(body)
  const tools = readTools(body.tools)
  const request = { tools, choice: body.tool_choice, parallel: body.parallel_tool_calls !== false }
  const last = items.at(-1)
  if (last?.type === 'mcp_approval_response' && last.approve) {
    const approved = approvedTool(last, tools, items)
    return approved === undefined ? request : { tools: [approved], choice: 'required', parallel: false }
  }
  const searchOutputs = items.filter((item) => item.type === 'tool_search_output')
  if (searchOutputs.length > 0) {
    const loaded = searchOutputs.flatMap((output) => readTools(output.tools))
    const names = new Set(loaded.map(({ name }) => name))
    const others = tools.filter(({ kind, name }) => kind !== 'tool_search' && !names.has(name))
    return { ...request, tools: [...others, ...loaded.map(loadedTool)] }
  }
  return request
}

/** @returns the approved MCP tool, limited to the call in the approval request if the input has it */
function approvedTool(
  { approval_request_id: requestId }: { approval_request_id: string },
  tools: Tool[],
  items: InputItem[],
): Tool | undefined {
  const requests = items.filter((item) => item.type === 'mcp_approval_request')
  const request = requests.find(({ id }) => id === requestId)
  const label = request?.server_label
  const server = tools.find(({ kind, name }) => kind === 'mcp' && (label === undefined || name === label))
  const name = request?.name
  const input = request?.arguments
  return (
    server && {
      ...server,
      definition: { ...server.definition, ...(name !== undefined && { allowed_tools: [name] }) },
      approval: { requestId, ...(input !== undefined && { arguments: input }) },
    }
  )
}
