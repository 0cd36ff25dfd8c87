import type { Json } from '../json/json.ts'
import { listIn, objectIn } from '../json/read-json.ts'
import type { Adapter } from './adapter.ts'

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
