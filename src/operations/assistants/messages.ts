import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject } from '../../web/json/narrow.ts'
import type { BodyOf, Transform } from '../operation.ts'

/** A new thread message: string content becomes a content part, text parts get an empty list of annotations. */
export const createdMessages: Transform<BodyOf<'createMessage'>> = (answer, { body }) => {
  const { content } = body
  return content.length === 0 && typeof content !== 'string'
    ? answer
    : { ...answer, content: storedContent(content) }
}

/** @returns the content of a request's message as the API stores it */
export function storedContent(content: Json | undefined): Json[] {
  const parts: Json[] = typeof content === 'string' ? [{ type: 'text', text: content }] : asArray(content)
  return parts.map(storedPart)
}

function storedPart(part: Json): Json {
  const { type, text } = asObject(part) ?? {}
  return type === 'text' && typeof text === 'string' ? textPart(text) : part
}

/** @returns a text as a content part of a thread message */
export function textPart(value: string): JsonObject {
  return { type: 'text', text: { value, annotations: [] } }
}
