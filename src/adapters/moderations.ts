import type { Json, JsonObject } from '../catalogue/types.ts'
import type { Adapter } from './adapter.ts'
import { listIn, objectIn, objectsIn, stringIn } from './read-json.ts'

/** Below every threshold, and not zero, as real scores are. */
const HARMLESS_SCORE = 0.000001

/** Moderations: one result an input, none of them flagged. */
export const moderations: Adapter = (answer, { body }) => {
  const [example] = objectsIn(answer['results'])
  const { input } = body
  const isMultimodal = objectsIn(input).length > 0
  const count = Array.isArray(input) && !isMultimodal ? input.length : 1
  const kinds = isMultimodal
    ? [...new Set(objectsIn(input).map(({ type }) => (type === 'image_url' ? 'image' : 'text')))]
    : ['text']
  return example === undefined
    ? answer
    : { ...answer, results: Array.from({ length: count }, () => harmless(example, kinds)) }
}

function harmless(example: JsonObject, kinds: string[]): JsonObject {
  const categories = objectIn(example['categories']) ?? {}
  const each = (value: (name: string) => Json): JsonObject =>
    Object.fromEntries(Object.keys(categories).map((name) => [name, value(name)]))
  const applied = objectIn(example['category_applied_input_types']) ?? {}
  return {
    flagged: false,
    categories: each(() => false),
    category_scores: each(() => HARMLESS_SCORE),
    // Some categories look at pictures, too; the example tells which.
    category_applied_input_types: each((name) => {
      const known = listIn(applied[name])
      return kinds.filter((kind) => kind === 'text' || known.includes(kind) || stringIn(known[0]) === kind)
    }),
  }
}
