import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asString } from '../../web/json/narrow.ts'
import type { Message } from './types.ts'

/** @returns the text of a message's content, which is a string or a list of parts */
export function messageText(content: Json | undefined): string {
  return typeof content === 'string' ? content : messageParts(content).join('\n')
}

/** @returns the texts of a message's content parts; a string is one part */
function messageParts(content: Json | undefined): string[] {
  if (typeof content === 'string') {
    return [content]
  }
  return asArray(content).flatMap((part) => {
    const text = asObject(part)?.['text']
    return typeof text === 'string' ? text : (asString(asObject(text)?.['value']) ?? [])
  })
}

/** @returns a message of a request body; a message without a known role is the user's */
export function readMessage({ role, name, content }: JsonObject): Message {
  const sender = asString(name)
  return {
    role: ROLES[asString(role) ?? 'user'] ?? 'user',
    ...(sender !== undefined && { name: sender }),
    parts: messageParts(content),
    attachment: attachmentKind(content),
  }
}

const ROLES: Readonly<Record<string, Message['role']>> = {
  system: 'system',
  developer: 'developer',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
}

/** @returns a user's message with one text */
export function userMessage(text: string): Message {
  return { role: 'user', parts: [text] }
}

/** @returns a text as a content part of an input item */
export function inputTextPart(text: string): JsonObject {
  return { type: 'input_text', text }
}

/** Names of non-text content parts, by part type. */
const ATTACHMENT_KINDS: Readonly<Record<string, string>> = {
  image_url: 'image',
  image_file: 'image',
  input_image: 'image',
  file: 'file',
  input_file: 'file',
  input_audio: 'recording',
}

/** @returns the kind of the first non-text part of a message's content, if any */
function attachmentKind(content: Json | undefined): string | undefined {
  const [first] = asArray(content).flatMap(
    (part) => ATTACHMENT_KINDS[asString(asObject(part)?.['type']) ?? ''] ?? [],
  )
  return first
}
