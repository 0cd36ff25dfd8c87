import type { Json } from '../../web/json/json.ts'
import { asArray, asObject } from '../../web/json/narrow.ts'
import type { Transform } from '../operation.ts'

/** A new thread message: string content becomes a content part, text parts get an empty list of annotations. */
export const createdMessages: Transform = (answer, { body }) => {
  const { content } = body
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : asArray(content)
  return parts.length === 0 ? answer : { ...answer, content: parts.map(storedPart) }
}

function storedPart(part: Json): Json {
  const { type, text } = asObject(part) ?? {}
  return type === 'text' && typeof text === 'string' ? { type, text: { value: text, annotations: [] } } : part
}
