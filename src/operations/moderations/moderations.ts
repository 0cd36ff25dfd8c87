import type { Json } from '../../web/json/json.ts'
import { asObjects } from '../../web/json/narrow.ts'
import type { BodyOf, Transform } from '../operation.ts'
import { unflagged } from '../../openai/moderation-result.ts'

/** Moderations: one unflagged result per input. */
export const moderations: Transform<BodyOf<'createModeration'>> = (answer, { body }) => {
  const { input } = body
  const parts = asObjects(input)
  const inputs: Json[] = Array.isArray(input) && parts.length === 0 ? input : [input]
  const kinds = parts.map(({ type }) => (type === 'image_url' ? 'image' : 'text'))
  const shared = {
    kinds: parts.length === 0 ? ['text'] : [...new Set(kinds)],
    model: body.model ?? '',
  }
  return { ...answer, results: inputs.map((one) => unflagged({ ...shared, input: one })) }
}
