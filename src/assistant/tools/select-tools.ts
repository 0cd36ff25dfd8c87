import type { Json, JsonObject } from '../../web/json/json.ts'
import { objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { offeredTools } from './mcp.ts'
import { isRunByCaller, kindOf, readTools, type Tool } from './tools.ts'

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
export function chooseTools({ tools, choice, parallel }: ToolRequest, prompt: string): Tool[] {
  const { mode, candidates } = readChoice(tools, choice)
  if (mode === 'none' || candidates.length === 0) {
    return []
  }
  const fitting = candidates.flatMap((tool) => fittingPart(tool, prompt) ?? [])
  const called = fitting.length === 0 && mode === 'required' ? candidates.slice(0, 1) : fitting
  return withToolSearch(parallel ? called : called.slice(0, 1), tools)
}

/** Puts the tool search before calls of deferred tools; if the client runs it, they are called in the next request. */
function withToolSearch(called: Tool[], tools: Tool[]): Tool[] {
  const search = tools.find(({ kind }) => kind === 'tool_search')
  const isDeferred = called.some(({ definition }) => definition['defer_loading'] === true)
  if (search === undefined || !isDeferred) {
    return called
  }
  return isRunByCaller(search) ? [search] : [search, ...called.filter((tool) => tool !== search)]
}

function readChoice(tools: Tool[], choice: Json | undefined): { mode: string; candidates: Tool[] } {
  const named = objectIn(choice)
  if (named === undefined) {
    return { mode: stringIn(choice) ?? 'auto', candidates: tools }
  }
  if (named['type'] === 'allowed_tools') {
    // Nested in chat completions, flat in responses.
    const allowed = objectIn(named['allowed_tools']) ?? named
    const wanted = objectsIn(allowed['tools'])
    return {
      mode: stringIn(allowed['mode']) ?? 'auto',
      candidates: tools.filter((tool) => wanted.some((one) => isMeant(one, tool))),
    }
  }
  const [tool] = tools.filter((one) => isMeant(named, one))
  const offered = stringIn(named['name'])
  return {
    mode: 'required',
    candidates:
      tool === undefined
        ? []
        : [tool.kind === 'mcp' && offered !== undefined ? narrowed(tool, offered) : tool],
  }
}

/** @returns true if a tool choice, `{ type, name }` in any of its forms, refers to the tool */
export function isMeant(choice: JsonObject, tool: Tool): boolean {
  const type = stringIn(choice['type']) ?? 'function'
  if (kindOf(type) !== tool.kind) {
    return false
  }
  const isNamed = tool.kind === 'function' || tool.kind === 'custom' || tool.kind === 'mcp'
  return !isNamed || readTools([choice])[0]?.name === tool.name || choice['server_label'] === tool.name
}

/** @returns the tool if its name shares a word with the prompt; an MCP server is limited to its first matching tool */
function fittingPart(tool: Tool, prompt: string): Tool | undefined {
  const words = new Set(wordsOf(prompt))
  const sharesWord = (name: string) => wordsOf(name).some((word) => words.has(word))
  const offered = tool.kind === 'mcp' ? offeredTools(tool.definition).find(sharesWord) : undefined
  if (offered !== undefined) {
    return narrowed(tool, offered)
  }
  return sharesWord(tool.name) ? tool : undefined
}

/** @returns the MCP server limited to one tool */
function narrowed(tool: Tool, name: string): Tool {
  return { ...tool, definition: { ...tool.definition, allowed_tools: [name] } }
}

/** @returns the words of three or more letters without common ones: only `weather` of `get_weather` */
function wordsOf(text: string): string[] {
  const spaced = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return (spaced.match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !COMMON_WORDS.has(word))
}

const COMMON_WORDS = new Set(
  'get set the and for with you your what can fetch tool tools function use used preview this that from are how please'.split(
    ' ',
  ),
)
