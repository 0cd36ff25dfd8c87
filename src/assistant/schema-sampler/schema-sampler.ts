import type { Json, JsonObject } from '../../web/json/json.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import type { RequestBudget } from '../../web/limits/request-budget.ts'
import { truncate } from '../../web/truncate.ts'
import { createCountingValidator } from './counting-validator.ts'
import { expandedSize } from './references.ts'
import { PromptValues } from './prompt-values.ts'
import { rootContext, sample } from './sample.ts'

/** Input for generated values. */
export interface SampleOptions {
  /** The last user text, searched for values. */
  prompt: string
  random: Random
  /** The work and output that the request may still cause. */
  budget: RequestBudget
}

/** Values nested more deeply have no optional parts. */
const MAX_DEPTH = 12

/** Length of the start of the prompt that is searched for values. */
const MAX_PROMPT_LENGTH = 20_000

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
export function sampleSchema(schema: JsonObject, { prompt, random, budget: work }: SampleOptions): Json {
  const searched = truncate(prompt, MAX_PROMPT_LENGTH)
  const generate = (attempt: number): Json => {
    const source = new PromptValues(searched)
    return sample(
      schema,
      rootContext({ source, random, work, root: schema, maxDepth: MAX_DEPTH, maxSteps: MAX_STEPS, attempt }),
    )
  }
  const first = generate(0)
  const isValid =
    expandedSize(schema) > MAX_VALIDATED_SIZE ? () => true : createCountingValidator(schema, work)
  if (isValid(first)) {
    return first
  }
  for (let attempt = 1; attempt < MAX_ATTEMPTS && !work.steps.isSpent; attempt += 1) {
    const next = generate(attempt)
    if (isValid(next)) {
      return next
    }
  }
  return first
}
