import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { allowedTools } from './mcp.ts'
import { isClientExecuted, isDeferred, toolKind, readTools, type Tool } from './tools.ts'

/** The request fields that determine which tools are called. */
export interface ToolRequest {
  tools: Tool[]
  /** `none`, `auto`, `required`, or an object that names tools. */
  choice: Json | undefined
  /** False if at most one call is allowed. */
  parallel: boolean
}

/**
 * Selects tools like a model would. A tool named by `tool_choice` is called; `auto` calls the tools whose name shares a
 * word with the prompt; `required` does the same and falls back to the first tool.
 *
 * @param prompt the last user text
 * @returns the tools to call; empty for a text reply
 */
export function selectTools({ tools, choice, parallel }: ToolRequest, prompt: string): Tool[] {
  const { mode, candidates } = readChoice(tools, choice)
  if (mode === 'none' || candidates.length === 0) {
    return []
  }
  const matching = candidates.flatMap((tool) => matchPrompt(tool, prompt) ?? [])
  const selected = matching.length === 0 && mode === 'required' ? candidates.slice(0, 1) : matching
  return withToolSearch(parallel ? selected : selected.slice(0, 1), tools)
}

/** Puts the tool search before calls of deferred tools; if the client runs it, they are called in the next request. */
function withToolSearch(selected: Tool[], tools: Tool[]): Tool[] {
  const search = tools.find(({ kind }) => kind === 'tool_search')
  const needsSearch = selected.some(({ definition }) => isDeferred(definition))
  if (search === undefined || !needsSearch) {
    return selected
  }
  return isClientExecuted(search) ? [search] : [search, ...selected.filter((tool) => tool !== search)]
}

function readChoice(tools: Tool[], choice: Json | undefined): { mode: string; candidates: Tool[] } {
  const named = asObject(choice)
  if (named === undefined) {
    return { mode: asString(choice) ?? 'auto', candidates: tools }
  }
  if (named['type'] === 'allowed_tools') {
    // Nested in chat completions, flat in responses.
    const allowed = asObject(named['allowed_tools']) ?? named
    const references = asObjects(allowed['tools'])
    return {
      mode: asString(allowed['mode']) ?? 'auto',
      candidates: tools.filter((tool) => references.some((one) => matchesToolChoice(one, tool))),
    }
  }
  const [tool] = tools.filter((one) => matchesToolChoice(named, one))
  const toolName = asString(named['name'])
  return {
    mode: 'required',
    candidates:
      tool === undefined
        ? []
        : [tool.kind === 'mcp' && toolName !== undefined ? withSingleTool(tool, toolName) : tool],
  }
}

/** @returns true if a tool choice, `{ type, name }` in any of its forms, refers to the tool */
export function matchesToolChoice(choice: JsonObject, tool: Tool): boolean {
  const type = asString(choice['type']) ?? 'function'
  if (toolKind(type) !== tool.kind) {
    return false
  }
  const isNamed = tool.kind === 'function' || tool.kind === 'custom' || tool.kind === 'mcp'
  return !isNamed || readTools([choice])[0]?.name === tool.name || choice['server_label'] === tool.name
}

/** @returns the tool if its name shares a word with the prompt; an MCP server is limited to its first matching tool */
function matchPrompt(tool: Tool, prompt: string): Tool | undefined {
  const words = new Set(significantWords(prompt))
  const sharesWord = (name: string) => significantWords(name).some((word) => words.has(word))
  const toolName = tool.kind === 'mcp' ? allowedTools(tool.definition).find(sharesWord) : undefined
  if (toolName !== undefined) {
    return withSingleTool(tool, toolName)
  }
  return sharesWord(tool.name) ? tool : undefined
}

/** @returns the MCP server limited to one tool */
function withSingleTool(tool: Tool, name: string): Tool {
  return { ...tool, definition: { ...tool.definition, allowed_tools: [name] } }
}

/** @returns the words of three or more letters without common ones: only `weather` of `get_weather` */
function significantWords(text: string): string[] {
  const spaced = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return (spaced.match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !COMMON_WORDS.has(word))
}

const COMMON_WORDS = new Set(
  'get set the and for with you your what can fetch tool tools function use used preview this that from are how please'.split(
    ' ',
  ),
)
