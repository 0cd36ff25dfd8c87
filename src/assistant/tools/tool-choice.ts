import type { Json } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { allowedTools } from './mcp.ts'
import { matchesToolChoice } from './select-tools.ts'
import { isClientExecuted, isDeferred, type Tool } from './tools.ts'

/** The tools that may be called. */
export interface ToolChoice {
  /** `named` if one tool is named, which must be called. */
  mode: 'none' | 'auto' | 'required' | 'named'
  candidates: Tool[]
}

/** @returns the meaning of `tool_choice`, in any of its forms */
export function readToolChoice(tools: Tool[], choice: Json | undefined): ToolChoice {
  const named = asObject(choice)
  if (named === undefined) {
    return { mode: readMode(asString(choice)), candidates: tools }
  }
  if (named['type'] === 'allowed_tools') {
    // Nested in chat completions, flat in responses.
    const allowed = asObject(named['allowed_tools']) ?? named
    const references = asObjects(allowed['tools'])
    return {
      mode: readMode(asString(allowed['mode'])),
      candidates: tools.filter((tool) => references.some((one) => matchesToolChoice(one, tool))),
    }
  }
  const tool = tools.find((one) => matchesToolChoice(named, one))
  const toolName = asString(named['name'])
  return {
    mode: 'named',
    candidates:
      tool === undefined
        ? []
        : [tool.kind === 'mcp' && toolName !== undefined ? withSingleTool(tool, toolName) : tool],
  }
}

function readMode(mode: string | undefined): 'none' | 'auto' | 'required' {
  return mode === 'none' || mode === 'required' ? mode : 'auto'
}

/** @returns the tools, with an MCP server for each of its known tools */
export function expandServers(tools: readonly Tool[]): Tool[] {
  return tools.flatMap((tool) =>
    tool.kind === 'mcp' ? allowedTools(tool.definition).map((name) => withSingleTool(tool, name)) : [tool],
  )
}

/** @returns the name that a call of the tool has */
export function callName(tool: Tool): string {
  return tool.kind === 'mcp' ? allowedTools(tool.definition)[0] : tool.name
}

function withSingleTool(tool: Tool, name: string): Tool {
  return { ...tool, definition: { ...tool.definition, allowed_tools: [name] } }
}

/** @returns the tool search to call before deferred tools, and whether the client runs it */
export function toolSearchFor(
  selected: readonly Tool[],
  tools: readonly Tool[],
): { search: Tool; isClient: boolean } | undefined {
  const search = tools.find(({ kind }) => kind === 'tool_search')
  const needsSearch = selected.some(({ definition }) => isDeferred(definition))
  return search === undefined || !needsSearch ? undefined : { search, isClient: isClientExecuted(search) }
}
