import { asArray, asObject, asString } from '../../../web/json/narrow.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { isTransferTool } from '../../conversation/handoffs.ts'
import { isNounVerb, splitWords, verbsOf, VERBS, type Verb } from '../../words.ts'
import { BUILT_IN_WORDS } from './built-in-words.ts'
import type { Tool } from '../tools.ts'

/** The words of a tool, as text in a fixed order of parts. */
export interface ToolText {
  name: string
  /** The first sentence of the description. */
  summary: string
  /** The rest of the description. */
  details: string
  parameters: string
  /** Enum values, and choices in the descriptions of parameters. */
  choices: string
  properties: readonly (readonly [name: string, schema: JsonObject])[]
}

/** Longer descriptions are cut; their beginning says what a tool does. */
const MAX_DESCRIPTION = 320

/** Enum values after these are left out. */
const MAX_CHOICES = 60

/** @returns the words of a tool that are compared with a question */
export function readToolText(tool: Tool): ToolText {
  const builtIn = tool.kind === 'function' || tool.kind === 'custom' ? undefined : BUILT_IN_WORDS[tool.kind]
  if (builtIn !== undefined) {
    return {
      name: builtIn.name,
      summary: builtIn.description,
      details: '',
      parameters: '',
      choices: '',
      properties: [],
    }
  }
  const description = descriptionOf(tool).slice(0, MAX_DESCRIPTION)
  const end = /[.!?\n](?=\s|$)/.exec(description)?.index ?? description.length
  const properties = propertiesOf(tool)
  const choices: string[] = []
  for (const [, schema] of properties) {
    addChoices(schema, choices)
  }
  return {
    name: withSpaces(tool.kind === 'mcp' ? mcpName(tool) : tool.name),
    summary: description.slice(0, end),
    details: description.slice(end),
    parameters: withSpaces(properties.map(([name]) => name).join(' ')),
    choices: withSpaces(choices.slice(0, MAX_CHOICES).join(' ')),
    properties,
  }
}

/** @returns the description of a tool or MCP server */
export function descriptionOf({ definition }: Tool): string {
  return asString(definition['description']) ?? asString(definition['server_description']) ?? ''
}

/** @returns the parameters of a tool */
export function propertiesOf(tool: Tool): (readonly [string, JsonObject])[] {
  const properties = asObject(tool.parameters['properties'])
  return properties === undefined
    ? []
    : Object.entries(properties).map(([name, schema]) => [name, asObject(schema) ?? {}] as const)
}

function addChoices(schema: JsonObject, choices: string[]): void {
  const values = schema['enum'] ?? asObject(schema['items'])?.['enum']
  for (const value of asArray(values)) {
    if (typeof value === 'string') {
      choices.push(value)
    }
  }
  const description = asString(schema['description'])
  if (
    values === undefined &&
    description !== undefined &&
    description.length < 200 &&
    /, | or |\|/.test(description)
  ) {
    choices.push(description)
  }
}

function mcpName({ name, definition }: Tool): string {
  return `${name} ${asArray(definition['allowed_tools'])
    .filter((one) => typeof one === 'string')
    .join(' ')}`
}

/** `getUser` becomes `get User`. */
function withSpaces(text: string): string {
  return /[a-z\d][A-Z]/.test(text) ? text.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ') : text
}

/** What a tool does, by the verbs of its name and description. */
export interface ToolVerbs {
  /** The groups of the verb that says what the tool does. */
  own: readonly Verb[]
  /** The groups of all verbs in the name and of the first one in the description. */
  all: ReadonlySet<Verb>
  /** The word that says what the tool does: its verb, or the first word of its name. */
  action: string | undefined
  /** The words of the name that name the object, without verbs. */
  objects: readonly string[]
}

/** Words before the verb of a description. */
const DESCRIPTION_LEAD_IN =
  /^\W*(?:(?:use|call|invoke|run) this(?: tool| function)? (?:to|for|when you (?:want|need) to)\s+|(?:this|the|a|an) (?:tool|function|method|api|helper)(?: which| that| to| can| will| is used to| lets you| allows you to| used to)*\s+|(?:tool|function|helper) (?:to|for|that|which)\s+|(?:lets you|allows you to|allows to|can|used to|permanently|immediately|completely|irreversibly|recursively|securely|quickly|safely)\s+)+/i

/** @returns the word that most names start with, such as `jira` of `jira_search` */
export function commonPrefix(tools: readonly Tool[]): string | undefined {
  const [first, second] = tools.map(({ name }) => firstWord(name))
  const prefix = tools.length < 3 ? undefined : first
  const isCommon =
    prefix !== undefined && (second === prefix || firstWord(tools.at(-1)?.name ?? '') === prefix)
  return isCommon &&
    verbsOf(prefix).length === 0 &&
    tools.every(({ name }) => name.toLowerCase().startsWith(prefix))
    ? prefix
    : undefined
}

function firstWord(name: string): string {
  return /^[a-z\d]+/i.exec(name)?.[0].toLowerCase() ?? ''
}

/**
 * Reads the verbs and objects of a tool's name and description.
 *
 * @param prefix the word that all names start with
 */
export function readToolVerbs(tool: Tool, prefix?: string): ToolVerbs {
  const builtIn = tool.kind === 'function' || tool.kind === 'custom' ? undefined : BUILT_IN_WORDS[tool.kind]
  if (builtIn !== undefined) {
    return { own: builtIn.verbs, all: new Set(builtIn.verbs), action: undefined, objects: [] }
  }
  if (isTransferTool(tool)) {
    return { own: [], all: new Set(), action: undefined, objects: splitWords(tool.name).slice(1) }
  }
  const words = actionWords(tool)
  const isVerb = (word: string) => verbsOf(word).length > 0
  const clear = words.find((word) => isVerb(word) && !isNounVerb(word))
  const first = firstVerb(descriptionOf(tool))
  const verb = clear ?? first ?? words.find(isVerb)
  const all = new Set([...words.flatMap(verbsOf), ...(first === undefined ? [] : verbsOf(first))])
  return {
    own: verb === undefined ? [] : verbsOf(verb),
    all,
    action: clear ?? words[0],
    objects: nameWords(tool).filter(
      (word) => word !== verb && word !== prefix && (!isVerb(word) || isNounVerb(word)),
    ),
  }
}

/** @returns the words of a name after the prefix of its server: `close`, `issue` of `github__close_issue` */
function actionWords(tool: Tool): string[] {
  const name = calledName(tool)
  return splitWords(name.split(/__|[./:]/).at(-1) ?? name)
}

/** @returns the words of a name without the server: `contacts`, `create` of `crm.contacts.create` */
function nameWords(tool: Tool): string[] {
  return splitWords(calledName(tool).split('__').at(-1) ?? '')
}

function calledName({ kind, name, definition }: Tool): string {
  const [allowed] = kind === 'mcp' ? asArray(definition['allowed_tools']) : []
  return asString(allowed) ?? name
}

function firstVerb(description: string): string | undefined {
  const text = description.slice(0, 200).replace(DESCRIPTION_LEAD_IN, '')
  const [word] = splitWords(text.slice(0, 40))
  return word !== undefined && verbsOf(word).length > 0 ? word : undefined
}

/** @returns true if all meanings of a verb have an effect that is one of these */
export function haveEffects(verbs: readonly Verb[], effects: readonly string[]): boolean {
  return verbs.length > 0 && verbs.every((verb) => effects.includes(VERBS[verb].effect))
}
