import type { Json, JsonObject } from '../catalogue/types.ts'
import { hash } from '../openai/seeded-random.ts'
import type { Adapter } from './adapter.ts'
import { objectIn, objectsIn, stringIn } from './read-json.ts'

/** Below every threshold, and not zero, as real scores are. */
const HIGHEST_SCORE = 0.0004

/** Categories that look at pictures, too (guide "Moderation"). */
const OF_IMAGES = new Set([
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'violence',
  'violence/graphic',
])

/** Categories that the text models of old do not know. */
const OF_OMNI_ALONE = new Set(['illicit', 'illicit/violent'])

/** Moderations: one result an input, none of them flagged. */
export const moderations: Adapter = (answer, { body }) => {
  const [example] = objectsIn(answer['results'])
  const { input } = body
  const parts = objectsIn(input)
  const inputs: Json[] = Array.isArray(input) && parts.length === 0 ? input : [input ?? '']
  const kinds = parts.map(({ type }) => (type === 'image_url' ? 'image' : 'text'))
  const moderation = {
    kinds: parts.length === 0 ? ['text'] : [...new Set(kinds)],
    knowsIllicit: !(stringIn(body['model']) ?? '').startsWith('text-moderation'),
  }
  return example === undefined
    ? answer
    : { ...answer, results: inputs.map((one) => harmless(example, { ...moderation, input: one })) }
}

interface Moderation {
  input: Json
  /** What the input is made of: text, image. */
  kinds: string[]
  knowsIllicit: boolean
}

function harmless(example: JsonObject, { input, kinds, knowsIllicit }: Moderation): JsonObject {
  const names = Object.keys(objectIn(example['categories']) ?? {})
  const each = (value: (name: string) => Json): JsonObject =>
    Object.fromEntries(names.map((name) => [name, value(name)]))
  const text = JSON.stringify(input)
  return {
    flagged: false,
    categories: each((name) => (OF_OMNI_ALONE.has(name) && !knowsIllicit ? null : false)),
    category_scores: each((name) => ((hash(`${name} ${text}`) >>> 8) / 2 ** 24) * HIGHEST_SCORE),
    category_applied_input_types: each((name) =>
      kinds.filter((kind) => kind === 'text' || OF_IMAGES.has(name)),
    ),
  }
}
