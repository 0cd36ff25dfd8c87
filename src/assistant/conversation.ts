import type { Json, JsonObject } from '../web/json/json.ts'
import { asArray, asObject, asString } from '../web/json/narrow.ts'

/** The conversation so far, in one form for all endpoints. */
export interface Conversation {
  /** The last user text. */
  prompt: string
  /** The kind of non-text content the user sent: `image`, `file`, `recording`, `approval`. */
  attachment?: string | undefined
  /** Tool results at the end of the conversation, after the last other message. */
  toolResults: string[]
  /** All text of the conversation, for token counts. */
  text: string
}

/** @returns the text of a message's content, which is a string or a list of parts */
export function messageText(content: Json | undefined): string {
  if (typeof content === 'string') {
    return content
  }
  return asArray(content)
    .flatMap((part) => {
      const text = asObject(part)?.['text']
      return typeof text === 'string' ? text : (asString(asObject(text)?.['value']) ?? [])
    })
    .join('\n')
}

/** @returns the text and the attachment of the last user message */
export function readPrompt(
  messages: readonly JsonObject[],
): Required<Pick<Conversation, 'prompt' | 'attachment'>> {
  const content = messages.findLast(({ role }) => role === 'user')?.['content']
  return { prompt: messageText(content), attachment: attachmentKind(content) }
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
