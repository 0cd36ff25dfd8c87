import { type Schema, Validator } from '@cfworker/json-schema'
import type { Json, JsonObject } from '../../web/json/json.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import type { Place } from './context.ts'
import { sizeOf } from './references.ts'
import { sample } from './sample.ts'
import { numbersOfPrompt } from '../text/prompt-entities.ts'

/** Input for generated values. */
export interface CallerSchemaContext {
  /** The last user text, searched for values. */
  prompt: string
  random: Random
}

/** Maximum number of steps per attempt. */
const MOST_STEPS = 5000

/** Maximum number of attempts to generate a valid value. */
const MOST_ATTEMPTS = 24

/** Schemas larger than this, with all references expanded, are not used for validation, which could be slow. */
const LARGEST_VALIDATED = 20_000

/**
 * Generates a valid value for a client's JSON Schema (tool parameters, structured output), realistic rather than
 * minimal. The first attempt may violate conditions, unions or negations; later attempts make other choices.
 *
 * @param schema the schema as received
 */
export function sampleCallerSchema(schema: JsonObject, { prompt, random }: CallerSchemaContext): Json {
  const propose = (attempt: number): Json => {
    const place: Place = {
      prompt,
      random,
      numbers: numbersOfPrompt(prompt),
      root: schema,
      budget: { left: MOST_STEPS },
      attempt,
      name: '',
      owner: '',
      depth: 0,
      references: [],
      sample,
    }
    return sample(schema, place)
  }
  const first = propose(0)
  const isValid = validatorOf(schema)
  if (isValid(first)) {
    return first
  }
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
    const other = propose(attempt)
    if (isValid(other)) {
      return other
    }
  }
  return first
}

/** Interprets the schema, because workerd does not allow generated code. Accepts any value if that fails. */
function validatorOf(schema: JsonObject): (value: Json) => boolean {
  if (sizeOf(schema) > LARGEST_VALIDATED) {
    return () => true
  }
  try {
    const validator = new Validator(withoutPatterns(schema), '2020-12')
    return (value) => {
      try {
        return validator.validate(value).valid
      } catch {
        return true
      }
    }
  } catch {
    return () => true
  }
}

/** Strings are matched against patterns in linear time when generated; the validator could backtrack exponentially. */
function withoutPatterns(schema: JsonObject): Schema {
  const copy = structuredClone(schema)
  const clean = (value: Json): void => {
    if (Array.isArray(value)) {
      value.forEach(clean)
    } else if (typeof value === 'object' && value !== null) {
      if (typeof value['pattern'] === 'string') {
        delete value['pattern']
      }
      Object.values(value).forEach(clean)
    }
  }
  clean(copy)
  return copy
}
