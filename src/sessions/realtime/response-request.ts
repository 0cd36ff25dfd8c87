import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { missingParameter, unknownParameter, unsupportedValue } from '../client-event.ts'
import type { SessionError } from '../session.ts'
import { readItem } from './client-items.ts'
import { type Conversation, type Item, toInputItem } from './conversation.ts'

/** Members of `response` in `response.create`. */
const MEMBERS = [
  'output_modalities',
  'instructions',
  'audio',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'max_output_tokens',
  'reasoning',
  'prompt',
  'metadata',
  'conversation',
  'input',
]

/** Members that override those of the session. */
const OVERRIDES = [
  'output_modalities',
  'instructions',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'max_output_tokens',
  'reasoning',
  'prompt',
]

/** A checked `response.create`. */
export interface ResponseRequest {
  /** The members that the client sent. */
  response: JsonObject
  /** True with `conversation: "none"`: the items are not added to the conversation. */
  isOutOfBand: boolean
  /** The items that the model reads. */
  context: readonly Item[]
}

/** Checks the members of a response that override those of the session. */
export type CheckSession = (session: JsonObject, name: string) => SessionError | undefined

/**
 * Reads the member `response` of `response.create`.
 *
 * @param check validates the members that a session has, too
 */
export function readResponseRequest(
  response: JsonObject,
  conversation: Conversation,
  check: CheckSession,
): ResponseRequest | { error: SessionError } {
  const unknown = Object.keys(response).find((name) => !MEMBERS.includes(name))
  if (unknown !== undefined) {
    return { error: unknownParameter(`response.${unknown}`) }
  }
  const mode = response['conversation'] ?? 'auto'
  if (mode !== 'auto' && mode !== 'none') {
    return {
      error: unsupportedValue('response.conversation', asString(mode) ?? JSON.stringify(mode), [
        'auto',
        'none',
      ]),
    }
  }
  const shared = Object.fromEntries(
    [...OVERRIDES, 'audio'].flatMap((name) => (response[name] === undefined ? [] : [[name, response[name]]])),
  )
  const error = check({ type: 'realtime', ...shared }, 'response')
  if (error !== undefined) {
    return { error }
  }
  const context = readContext(response, conversation)
  return 'error' in context ? context : { response, isOutOfBand: mode === 'none', context: context.items }
}

function readContext(
  response: JsonObject,
  conversation: Conversation,
): { items: readonly Item[] } | { error: SessionError } {
  const { input } = response
  if (input === undefined || input === null) {
    return { items: conversation.recent }
  }
  if (!Array.isArray(input)) {
    return {
      error: {
        code: 'invalid_type',
        message: "Invalid type for 'response.input': expected an array.",
        param: 'response.input',
      },
    }
  }
  const items: Item[] = []
  for (const [index, value] of input.entries()) {
    const name = `response.input[${index}]`
    const fields = asObject(value) ?? {}
    const found =
      fields['type'] === 'item_reference'
        ? findReference(fields, name, conversation)
        : readItem(fields, name, () => '')
    if ('error' in found) {
      return found
    }
    items.push(found.item)
  }
  return { items }
}

function findReference(
  { id }: JsonObject,
  name: string,
  conversation: Conversation,
): { item: Item } | { error: SessionError } {
  if (typeof id !== 'string') {
    return { error: missingParameter(`${name}.id`) }
  }
  const item = conversation.find(id)
  return item === undefined
    ? {
        error: {
          code: 'invalid_value',
          message: `Invalid '${name}.id': the item with id '${id}' does not exist.`,
          param: `${name}.id`,
        },
      }
    : { item }
}

/**
 * Returns the request to the Responses API with the same meaning, which patches match: the session and the response
 * merged.
 */
export function toResponsesBody(session: JsonObject, { response, context }: ResponseRequest): JsonObject {
  const merged: JsonObject = {}
  for (const name of OVERRIDES) {
    const value = response[name] ?? session[name]
    if (value !== undefined && value !== null) {
      merged[name] = value
    }
  }
  const { max_output_tokens: maxTokens, tools, ...rest } = merged
  const limit = asNumber(maxTokens)
  const output = asObject(asObject(session['audio'])?.['output']) ?? {}
  const ownOutput = asObject(asObject(response['audio'])?.['output']) ?? {}
  return {
    ...rest,
    model: session['model'] ?? '',
    // Calls of MCP tools are not mocked.
    tools: asObjects(tools).filter(({ type }) => type === 'function'),
    ...(limit !== undefined && { max_output_tokens: limit }),
    audio: { output: { ...output, ...ownOutput } },
    ...(asObject(response['metadata']) !== undefined && { metadata: response['metadata'] ?? null }),
    input: context.flatMap((item) => toInputItem(item) ?? []),
    stream: true,
  }
}
