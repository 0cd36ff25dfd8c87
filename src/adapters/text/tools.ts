import type { Json, JsonObject } from '../../catalogue/types.ts'
import { listIn, objectIn, objectsIn, stringIn } from '../read-json.ts'

/** A tool of a request, whichever endpoint's form it has. */
export interface Tool {
  /** `function`, `custom`, or the type of a built-in tool: `web_search`, `file_search`, ... */
  kind: string
  name: string
  /** JSON Schema of a function's arguments. */
  parameters: JsonObject
}

/** What decides whether tools are called. */
export interface ToolRequest {
  tools: Tool[]
  /** `none`, `auto`, `required`, or an object that names tools. */
  choice: Json | undefined
  /** False when only one call at a time is wanted. */
  parallel: boolean
  /** The last user text. */
  prompt: string
  /** True when the last word in the conversation is a tool's result. */
  isAnswered: boolean
}

/**
 * @param tools as chat completions, responses and assistants have them
 * @returns the tools in one form
 */
export function readTools(tools: Json | undefined): Tool[] {
  return objectsIn(tools).map((tool) => {
    const kind = stringIn(tool['type']) ?? 'function'
    const details = objectIn(tool[kind]) ?? tool
    return {
      kind,
      name: stringIn(details['name']) ?? kind,
      parameters: objectIn(details['parameters']) ?? { type: 'object', properties: {} },
    }
  })
}

/**
 * Chooses as a model might: a tool that is asked for by name is called; `required` calls the one that fits best; `auto`
 * calls those whose name shares a word with the last user text; after a tool's result there is an answer, so that
 * every loop of an agent ends.
 *
 * @returns the tools to call, none for an answer in text
 */
export function chooseTools({ tools, choice, parallel, prompt, isAnswered }: ToolRequest): Tool[] {
  const { mode, candidates } = readChoice(tools, choice)
  if (mode === 'none' || candidates.length === 0 || isAnswered) {
    return []
  }
  const fitting = candidates.filter(({ name }) => sharesWord(name, prompt))
  const called = fitting.length === 0 && mode === 'required' ? candidates.slice(0, 1) : fitting
  return parallel ? called : called.slice(0, 1)
}

function readChoice(tools: Tool[], choice: Json | undefined): { mode: string; candidates: Tool[] } {
  const named = objectIn(choice)
  if (named === undefined) {
    return { mode: stringIn(choice) ?? 'auto', candidates: tools }
  }
  const kind = stringIn(named['type']) ?? 'function'
  if (kind === 'allowed_tools') {
    const allowed = objectIn(named['allowed_tools']) ?? named
    const names = readTools(allowed['tools']).map(({ name }) => name)
    return {
      mode: stringIn(allowed['mode']) ?? 'auto',
      candidates: tools.filter(({ name }) => names.includes(name)),
    }
  }
  const name = stringIn((objectIn(named[kind]) ?? named)['name'])
  const matching = tools.filter((tool) => (name === undefined ? tool.kind === kind : tool.name === name))
  return { mode: 'required', candidates: matching.slice(0, 1) }
}

function sharesWord(name: string, prompt: string): boolean {
  const words = new Set(wordsOf(prompt))
  return wordsOf(name).some((word) => words.has(word))
}

/** Words of two letters say too little: `get_weather` is about weather, not about getting. */
function wordsOf(text: string): string[] {
  const spaced = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return (spaced.match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !COMMON_WORDS.has(word))
}

const COMMON_WORDS = new Set([
  'get',
  'set',
  'the',
  'and',
  'for',
  'with',
  'you',
  'what',
  'can',
  'fetch',
  'tool',
  'function',
])

/** @returns the schema of a structured output, from `response_format` or `text.format` */
export function readOutputSchema(format: JsonObject | undefined): JsonObject | 'json' | undefined {
  switch (stringIn(format?.['type'])) {
    case 'json_schema':
      return objectIn((objectIn(format?.['json_schema']) ?? format)?.['schema']) ?? 'json'
    case 'json_object':
      return 'json'
    default:
      return undefined
  }
}

/** @returns the texts of a message's content, which is a text or a list of parts */
export function textOf(content: Json | undefined): string {
  if (typeof content === 'string') {
    return content
  }
  return listIn(content)
    .flatMap((part) => {
      const text = objectIn(part)?.['text']
      return typeof text === 'string' ? text : (stringIn(objectIn(text)?.['value']) ?? [])
    })
    .join('\n')
}
