import { type Schema, Validator } from '@cfworker/json-schema'
import type { Json, JsonObject } from '../../web/json/json.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import { expandedSize } from './references.ts'
import { PromptValues } from './prompt-values.ts'
import { rootContext, sample } from './sample.ts'

/** Input for generated values. */
export interface SampleOptions {
  /** The last user text, searched for values. */
  prompt: string
  random: Random
}

/** Values nested more deeply have no optional parts. */
const MAX_DEPTH = 12

/** Maximum number of steps per attempt. */
const MAX_STEPS = 5000

/** Maximum number of attempts to generate a valid value. */
const MAX_ATTEMPTS = 24

/** Schemas larger than this, with all references expanded, are not used for validation, which could be slow. */
const MAX_VALIDATED_SIZE = 20_000

/**
 * Generates a valid value for a client's JSON Schema (tool parameters, structured output), realistic rather than
 * minimal. The first attempt may violate conditions, unions or negations; later attempts make other choices.
 *
 * @param schema the schema as received
 */
export function sampleSchema(schema: JsonObject, { prompt, random }: SampleOptions): Json {
  const generate = (attempt: number): Json => {
    const source = new PromptValues(prompt)
    return sample(
      schema,
      rootContext({ source, random, root: schema, maxDepth: MAX_DEPTH, maxSteps: MAX_STEPS, attempt }),
    )
  }
  const first = generate(0)
  const isValid = createValidator(schema)
  if (isValid(first)) {
    return first
  }
  for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) {
    const next = generate(attempt)
    if (isValid(next)) {
      return next
    }
  }
  return first
}

/** Interprets the schema, because workerd does not allow generated code. Accepts any value if that fails. */
function createValidator(schema: JsonObject): (value: Json) => boolean {
  if (expandedSize(schema) > MAX_VALIDATED_SIZE) {
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
  const removePatterns = (value: Json): void => {
    if (Array.isArray(value)) {
      value.forEach(removePatterns)
    } else if (typeof value === 'object' && value !== null) {
      if (typeof value['pattern'] === 'string') {
        delete value['pattern']
      }
      Object.values(value).forEach(removePatterns)
    }
  }
  removePatterns(copy)
  return copy
}
