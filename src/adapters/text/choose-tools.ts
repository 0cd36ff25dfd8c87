import type { Json, JsonObject } from '../../json/json.ts'
import { objectIn, objectsIn, stringIn } from '../../json/read-json.ts'
import { offeredTools } from './mcp-tools.ts'
import { isRunByCaller, kindOf, readTools, type Tool } from './tools.ts'

/** What decides whether tools are called. */
export interface ToolRequest {
  tools: Tool[]
  /** `none`, `auto`, `required`, or an object that names tools. */
  choice: Json | undefined
  /** False when only one call at a time is wanted. */
  parallel: boolean
}

/**
 * Chooses as a model might: a tool that is asked for by name is called; `required` calls the one that fits best; `auto`
 * calls those whose name shares a word with the last user text.
 *
 * @param request the tools there are
 * @param prompt the last user text
 * @returns the tools to call, none for an answer in text
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

/** Tools whose loading was put off are searched for first; where the caller searches, they are called the next time. */
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
    // Chat completions nest what responses say flat.
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

/** @returns true when a choice, `{ type, name }` in one of its forms, means the tool */
export function isMeant(choice: JsonObject, tool: Tool): boolean {
  const type = stringIn(choice['type']) ?? 'function'
  if (kindOf(type) !== tool.kind) {
    return false
  }
  const isNamed = tool.kind === 'function' || tool.kind === 'custom' || tool.kind === 'mcp'
  return !isNamed || readTools([choice])[0]?.name === tool.name || choice['server_label'] === tool.name
}

/** @returns the tool if its name shares a word with the prompt; of an MCP server, the one of its tools that does */
function fittingPart(tool: Tool, prompt: string): Tool | undefined {
  const words = new Set(wordsOf(prompt))
  const sharesWord = (name: string) => wordsOf(name).some((word) => words.has(word))
  const offered = tool.kind === 'mcp' ? offeredTools(tool.definition).find(sharesWord) : undefined
  if (offered !== undefined) {
    return narrowed(tool, offered)
  }
  return sharesWord(tool.name) ? tool : undefined
}

/** A server of which one tool is called. */
function narrowed(tool: Tool, name: string): Tool {
  return { ...tool, definition: { ...tool.definition, allowed_tools: [name] } }
}

/** Words of two letters say too little: `get_weather` is about weather, not about getting. */
function wordsOf(text: string): string[] {
  const spaced = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return (spaced.match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !COMMON_WORDS.has(word))
}

const COMMON_WORDS = new Set(
  'get set the and for with you your what can fetch tool tools function use used preview this that from are how please'.split(
    ' ',
  ),
)
