import type { Json } from '../json/json.ts'
import { listIn, objectIn } from '../json/read-json.ts'
import type { Adapter } from './adapter.ts'

/** A message of a thread says what was sent: a text alone is kept as a part, and texts get room for annotations. */
export const createdMessages: Adapter = (answer, { body }) => {
  const { content } = body
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : listIn(content)
  return parts.length === 0 ? answer : { ...answer, content: parts.map(kept) }
}

function kept(part: Json): Json {
  const { type, text } = objectIn(part) ?? {}
  return type === 'text' && typeof text === 'string' ? { type, text: { value: text, annotations: [] } } : part
}
