import type { Json, JsonObject } from '../json/json.ts'
import { hash } from '../openai/seeded-random.ts'

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

/** All categories (guide "Moderation"). */
const CATEGORIES = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
]

/** What is looked at, and by whom. */
export interface Moderated {
  input: Json
  /** What the input is made of: text, image. */
  kinds: readonly string[]
  /** The moderation model. */
  model: string
}

/** @returns the result of an input that no category is flagged for; its scores are low, and its own */
export function harmless({ input, kinds, model }: Moderated): JsonObject {
  const each = (value: (name: string) => Json): JsonObject =>
    Object.fromEntries(CATEGORIES.map((name) => [name, value(name)]))
  const text = JSON.stringify(input)
  const knowsIllicit = !model.startsWith('text-moderation')
  return {
    flagged: false,
    categories: each((name) => (OF_OMNI_ALONE.has(name) && !knowsIllicit ? null : false)),
    category_scores: each((name) => ((hash(`${name} ${text}`) >>> 8) / 2 ** 24) * HIGHEST_SCORE),
    category_applied_input_types: each((name) =>
      kinds.filter((kind) => kind === 'text' || OF_IMAGES.has(name)),
    ),
  }
}
