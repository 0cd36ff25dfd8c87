import type { JsonObject } from '../document/document.ts'

/** Totals with the fields that they add up. */
const TOTALS: readonly [total: string, parts: readonly string[]][] = [
  ['total_tokens', ['input_tokens', 'output_tokens']],
  ['total_tokens', ['prompt_tokens', 'completion_tokens']],
  ['total', ['passed', 'failed', 'errored']],
  ['total', ['completed', 'failed', 'cancelled', 'in_progress']],
]

/** @returns the object with totals that match their parts */
export function withTotals(object: JsonObject): JsonObject {
  const summed = { ...object }
  for (const [total, parts] of TOTALS) {
    const numbers = parts.flatMap((name) => (typeof object[name] === 'number' ? [object[name]] : []))
    if (typeof object[total] === 'number' && numbers.length >= 2) {
      summed[total] = numbers.reduce((sum, number) => sum + number, 0)
    }
  }
  return summed
}
