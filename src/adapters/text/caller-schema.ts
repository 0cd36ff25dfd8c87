import { type Schema, Validator } from '@cfworker/json-schema'
import type { Json, JsonObject } from '../../json/json.ts'
import type { Random } from '../../openai/seeded-random.ts'
import type { Place } from './caller-schema/place.ts'
import { sizeOf } from './caller-schema/references.ts'
import { sample } from './caller-schema/sample.ts'
import { numbersOfPrompt } from './named-in-prompt.ts'

/** What values are made up from. */
export interface CallerSchemaContext {
  /** The last user text, in which values are looked for. */
  prompt: string
  random: Random
}

/** Steps that one proposal may take. */
const MOST_STEPS = 5000

/** How often another value is proposed until one is valid. */
const MOST_ATTEMPTS = 24

/** Larger schemas, all references written out, are not validated against: that might take long. */
const LARGEST_VALIDATED = 20_000

/**
 * Makes up a value that a caller's JSON Schema describes: a tool's parameters, a structured output. Believable rather
 * than minimal, and valid. A proposal follows the schema as far as it can look ahead; where conditions, unions and
 * negations make it wrong, other choices are tried.
 *
 * @param schema as the caller sent it
 * @param context what to make it up from
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

/** An interpreter of schemas: workerd runs no generated code. What it cannot make sense of, it does not refuse. */
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

/** Patterns are checked where strings are made up, in linear time; here they might take for ever. */
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
