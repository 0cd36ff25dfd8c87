import type { Json, JsonObject } from '../web/json/json.ts'
import { hash } from '../web/random/seeded-random.ts'

/** Below every threshold, but not zero, like real scores. */
const MAX_SCORE = 0.0004

/** Categories that also apply to images (guide "Moderation"). */
const IMAGE_CATEGORIES = new Set([
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'violence',
  'violence/graphic',
])

/** Categories that the legacy text models do not have. */
const OMNI_ONLY_CATEGORIES = new Set(['illicit', 'illicit/violent'])

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

/** The input to moderate and the model that moderates it. */
export interface ModerationInput {
  input: Json
  /** Types of the input's parts: text, image. */
  kinds: readonly string[]
  /** The moderation model. */
  model: string
}

/** @returns a moderation result without flagged categories, with low scores derived from the input */
export function unflagged({ input, kinds, model }: ModerationInput): JsonObject {
  const byCategory = (value: (name: string) => Json): JsonObject =>
    Object.fromEntries(CATEGORIES.map((name) => [name, value(name)]))
  const text = JSON.stringify(input)
  const hasIllicit = !model.startsWith('text-moderation')
  return {
    flagged: false,
    categories: byCategory((name) => (OMNI_ONLY_CATEGORIES.has(name) && !hasIllicit ? null : false)),
    category_scores: byCategory((name) => ((hash(`${name} ${text}`) >>> 8) / 2 ** 24) * MAX_SCORE),
    category_applied_input_types: byCategory((name) =>
      kinds.filter((kind) => kind === 'text' || IMAGE_CATEGORIES.has(name)),
    ),
  }
}
