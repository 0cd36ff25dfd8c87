import { fromBase64 } from '../../web/bytes/base64.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { invalidType, missingParameter, unsupportedValue } from '../client-event.ts'
import type { SessionError } from '../session.ts'
import type { Item } from './conversation.ts'

/** Content part types, by the role of a message. */
const CONTENT_TYPES: Readonly<Record<string, readonly string[]>> = {
  user: ['input_text', 'input_audio', 'input_image'],
  system: ['input_text'],
  assistant: ['output_text', 'output_audio'],
}

const STATUSES = ['completed', 'incomplete', 'in_progress']

/** Required members of the other items, by type. */
const ITEM_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  function_call: ['name', 'arguments'],
  function_call_output: ['call_id', 'output'],
  mcp_approval_response: ['approval_request_id', 'approve'],
  mcp_approval_request: ['server_label', 'name', 'arguments'],
  mcp_list_tools: ['server_label', 'tools'],
  mcp_call: ['server_label', 'name', 'arguments'],
}

/** The required member that holds a content part's value, by part type. */
const PART_MEMBERS: Readonly<Record<string, string>> = {
  input_text: 'text',
  output_text: 'text',
  input_audio: 'audio',
  input_image: 'image_url',
}

/**
 * Reads an item that a client sent.
 *
 * @param name path of the item in errors, such as `item`
 * @param newId creates the id of an item without one
 * @returns the item as the service returns it, or the error
 */
export function readItem(
  value: JsonObject,
  name: string,
  newId: () => string,
): { item: Item } | { error: SessionError } {
  const error = checkItem(value, name)
  if (error !== undefined) {
    return { error }
  }
  const json: JsonObject = {
    ...value,
    id: asString(value['id']) ?? newId(),
    object: 'realtime.item',
    status: 'completed',
  }
  if (value['type'] !== 'message') {
    return { item: { json, milliseconds: 0 } }
  }
  const sound: Uint8Array[] = []
  const content: JsonObject[] = []
  for (const part of partsOf(value)) {
    const { audio, ...rest } = part
    const bytes = audio === undefined ? undefined : decodeSound(audio)
    if (bytes !== undefined) {
      sound.push(bytes)
    }
    const isUserSound = part['type'] === 'input_audio'
    content.push(isUserSound ? { ...rest, transcript: asString(part['transcript']) ?? null } : rest)
  }
  return { item: { json: { ...json, content }, milliseconds: 0, ...(sound.length > 0 && { sound }) } }
}

function partsOf({ content }: JsonObject): JsonObject[] {
  return asObjects(content)
}

/** @returns the bytes of base64, or undefined if the value is not base64 */
export function decodeSound(value: unknown): Uint8Array | undefined {
  try {
    return typeof value === 'string' ? fromBase64(value) : undefined
  } catch {
    return undefined
  }
}

function checkItem(item: JsonObject, name: string): SessionError | undefined {
  const { type, id, status } = item
  if (type === undefined) {
    return missingParameter(`${name}.type`)
  }
  if (id !== undefined && typeof id !== 'string') {
    return invalidType(`${name}.id`, 'a string')
  }
  if (status !== undefined && !STATUSES.includes(asString(status) ?? '')) {
    return unsupportedValue(`${name}.status`, JSON.stringify(status), STATUSES)
  }
  if (type === 'message') {
    return checkMessage(item, name)
  }
  const kind = asString(type) ?? JSON.stringify(type)
  const members = Object.hasOwn(ITEM_MEMBERS, kind) ? ITEM_MEMBERS[kind] : undefined
  if (members === undefined) {
    return unsupportedValue(`${name}.type`, kind, ['message', ...Object.keys(ITEM_MEMBERS)])
  }
  const missing = members.find((member) => item[member] === undefined)
  if (missing !== undefined) {
    return missingParameter(`${name}.${missing}`)
  }
  const texts = ['name', 'arguments', 'call_id', 'output'].filter((member) => members.includes(member))
  const wrong = texts.find((member) => typeof item[member] !== 'string')
  return wrong === undefined ? undefined : invalidType(`${name}.${wrong}`, 'a string')
}

function checkMessage(item: JsonObject, name: string): SessionError | undefined {
  const { role, content } = item
  if (role === undefined) {
    return missingParameter(`${name}.role`)
  }
  const types =
    typeof role === 'string' && Object.hasOwn(CONTENT_TYPES, role) ? CONTENT_TYPES[role] : undefined
  if (types === undefined) {
    return unsupportedValue(
      `${name}.role`,
      asString(role) ?? JSON.stringify(role),
      Object.keys(CONTENT_TYPES),
    )
  }
  if (content === undefined) {
    return missingParameter(`${name}.content`)
  }
  if (!Array.isArray(content)) {
    return invalidType(`${name}.content`, 'an array')
  }
  return content
    .map((part, index) => checkPart(asObject(part), `${name}.content[${index}]`, types))
    .find((error) => error !== undefined)
}

function checkPart(
  part: JsonObject | undefined,
  name: string,
  types: readonly string[],
): SessionError | undefined {
  if (part === undefined) {
    return invalidType(name, 'an object')
  }
  if (part['type'] === undefined) {
    return missingParameter(`${name}.type`)
  }
  const type = asString(part['type']) ?? JSON.stringify(part['type'])
  if (!types.includes(type)) {
    return unsupportedValue(`${name}.type`, type, types)
  }
  const member = PART_MEMBERS[type]
  if (member !== undefined && part[member] === undefined) {
    return missingParameter(`${name}.${member}`)
  }
  if (member !== undefined && typeof part[member] !== 'string') {
    return invalidType(`${name}.${member}`, 'a string')
  }
  return part['audio'] !== undefined && decodeSound(part['audio']) === undefined
    ? { code: 'invalid_value', message: `Invalid '${name}.audio': expected base64.`, param: `${name}.audio` }
    : undefined
}
