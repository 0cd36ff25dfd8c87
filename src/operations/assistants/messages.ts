import type { Json } from '../../web/json/json.ts'
import { listIn, objectIn } from '../../web/json/narrow.ts'
import type { Adapter } from '../operation.ts'

/** A new thread message: string content becomes a content part, text parts get an empty list of annotations. */
export const createdMessages: Adapter = (answer, { body }) => {
  const { content } = body
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : listIn(content)
  return parts.length === 0 ? answer : { ...answer, content: parts.map(kept) }
}

function kept(part: Json): Json {
  const { type, text } = objectIn(part) ?? {}
  return type === 'text' && typeof text === 'string' ? { type, text: { value: text, annotations: [] } } : part
}
