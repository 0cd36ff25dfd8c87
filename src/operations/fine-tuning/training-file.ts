import { countTokens } from '../../openai/tokens.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'

/** The service refuses smaller training files (guide "Supervised fine-tuning", reports of its error). */
const MIN_EXAMPLES = 10

/** The examples of a training file. */
export interface TrainingData {
  examples: number
  tokens: number
}

/** Properties whose texts are not trained on. */
const LABELS = new Set(['role', 'type', 'id', 'name'])

/**
 * Reads a training file of JSON lines.
 *
 * @returns the number of examples and their tokens, or the error that ends the job
 */
export function readTrainingFile(bytes: Uint8Array, param: string): TrainingData | { error: JsonObject } {
  const lines = new TextDecoder().decode(bytes).split('\n')
  let examples = 0
  let tokens = 0
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      continue
    }
    const example = parseExample(line)
    if (example === undefined) {
      return invalidFile(param, `Invalid file format. Line ${index + 1} is not a JSON object.`)
    }
    examples += 1
    tokens += countStrings(example)
  }
  if (param === 'training_file' && examples < MIN_EXAMPLES) {
    return invalidFile(
      param,
      `Training file has ${examples} example(s), but must have at least ${MIN_EXAMPLES} examples`,
    )
  }
  return { examples, tokens }
}

function invalidFile(param: string, message: string): { error: JsonObject } {
  return { error: { code: `invalid_${param}`, param, message } }
}

function parseExample(line: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(line))
  } catch {
    return undefined
  }
}

function countStrings(value: Json): number {
  if (typeof value === 'string') {
    return countTokens(value)
  }
  const parts: Json[] = Array.isArray(value)
    ? value
    : Object.entries(asObject(value) ?? {}).flatMap(([name, part]) => (LABELS.has(name) ? [] : [part]))
  return parts.reduce((sum: number, part) => sum + countStrings(part), 0)
}
