import type { Json } from '../../web/json/json.ts'
import { objectsIn, stringIn } from '../../web/json/narrow.ts'
import type { Adapter } from '../operation.ts'
import { harmless } from '../../openai/moderation-result.ts'

/** Moderations: one unflagged result per input. */
export const moderations: Adapter = (answer, { body }) => {
  const { input } = body
  const parts = objectsIn(input)
  const inputs: Json[] = Array.isArray(input) && parts.length === 0 ? input : [input ?? '']
  const kinds = parts.map(({ type }) => (type === 'image_url' ? 'image' : 'text'))
  const moderated = {
    kinds: parts.length === 0 ? ['text'] : [...new Set(kinds)],
    model: stringIn(body['model']) ?? '',
  }
  return { ...answer, results: inputs.map((one) => harmless({ ...moderated, input: one })) }
}
