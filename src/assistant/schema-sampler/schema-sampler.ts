import type { Json, JsonObject } from '../../web/json/json.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import type { RequestBudget } from '../../web/limits/request-budget.ts'
import { createCountingValidator } from './counting-validator.ts'
import { expandedSize } from './references.ts'
import type { Explain } from '../explain.ts'
import { Evidence } from '../values/evidence.ts'
import { Results } from '../values/results.ts'
import { EvidenceValues } from './evidence-values.ts'
import type { SourceTexts } from './source-texts.ts'
import { rootContext, sample } from './sample.ts'

/** Input for generated values. */
export interface SampleOptions {
  /** The user's own text that values are taken from, or the part of it that a call is for. */
  prompt: string
  random: Random
  /** The work and output that the request may still cause. */
  budget: RequestBudget
  /** The whole question, if `prompt` is a part of it. */
  question?: string
  /** System and developer messages. */
  system?: string
  /** Results of earlier calls, in order. */
  results?: readonly string[]
  /** Texts of the assistant and of named agents since the question. */
  workerMessages?: readonly string[]
  /** The request's clock, in seconds since 1970, for relative dates. Defaults to the system's clock. */
  now?: number
  /** False for the arguments of a tool. Defaults to true: a structured output. */
  isOutput?: boolean
  /** Gets the reason of each value. */
  explain?: Explain
}

/** Values nested more deeply have no optional parts. */
const MAX_DEPTH = 12

/** Maximum number of steps per attempt: more than the 5,000 properties that the service allows in a strict schema. */
const MAX_STEPS = 10_000

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
export function sampleSchema(schema: JsonObject, options: SampleOptions): Json {
  const { random, budget: work } = options
  const texts = readTexts(options)
  const generate = (attempt: number): Json => {
    const source = new EvidenceValues(attempt === 0 ? texts : { ...texts, explain: undefined })
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

function readTexts({
  prompt,
  question = prompt,
  system = '',
  results = [],
  workerMessages = [],
  now = Math.floor(Date.now() / 1000),
  isOutput = true,
  explain,
}: SampleOptions): SourceTexts {
  return {
    question: prompt,
    system,
    workerMessages,
    isOutput,
    explain,
    evidence: new Evidence(prompt, { now }),
    whole: question === prompt ? undefined : new Evidence(question, { now }),
    results: new Results(results),
  }
}
