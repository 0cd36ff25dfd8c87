import type { JsonObject } from '../../web/json/json.ts'
import { asNumber } from '../../web/json/narrow.ts'
import { snakeCase } from '../values/slots.ts'
import type { DecidedProperty, Decision, DecisionTexts } from './decision.ts'
import { shownWords } from './predicates.ts'
import { sentimentOf } from './sentiment.ts'
import { judge } from './verdicts.ts'

/** Properties that rate something. */
const RATING =
  /(?:^|_)(?:scores?|rating|confidence|probability|likelihood|certainty|relevance|similarity|quality|grade|stars|rank(?:ing)?|percent(?:age)?|accuracy|polarity|sentiment|toxicity|risk|severity|weight|strength|level|priority|urgency|importance|helpfulness|faithfulness|correctness|completeness|fluency|coherence)(?:_|$)/

/** Ratings that are low unless the text shows them. */
const BAD_RATING =
  /tox|harm|risk|violen|spam|fraud|threat|hate|sever|urgen|hallucinat|nsfw|sexual|error|unsafe|injection|churn|danger/

/** Ranges in descriptions: `between 0 and 1`, `from 1 to 5`, `0-100`, `(1\u201310)`, `out of 10`. */
const RANGES: readonly RegExp[] = [
  /\b(?:between|from|range(?: of| from)?|scale (?:of|from)|in)\s+(?<low>-?\d+(?:\.\d+)?)\s*(?:and|to|-|\u2013|\.\.)\s*(?<high>-?\d+(?:\.\d+)?)/i,
  /[[(](?<low>-?\d+(?:\.\d+)?)\s*(?:,|-|\u2013|to|\.\.)\s*(?<high>-?\d+(?:\.\d+)?)[\])]/,
  /(?<![\d.-])(?<low>-?\d+(?:\.\d+)?)\s*(?:to|-|\u2013|\.\.)\s*(?<high>-?\d+(?:\.\d+)?)(?![\d-])/i,
  /\b(?:out of|\/)\s*(?<high>\d+)\b/i,
]

/** The bounds of a number. */
export interface NumberRange {
  least: number
  most: number
}

/** @returns the range that a schema or its description sets */
export function rangeOf(schema: JsonObject, description: string): NumberRange | undefined {
  const least = asNumber(schema['minimum']) ?? asNumber(schema['exclusiveMinimum'])
  const most = asNumber(schema['maximum']) ?? asNumber(schema['exclusiveMaximum'])
  if (least !== undefined && most !== undefined) {
    return { least, most }
  }
  for (const pattern of RANGES) {
    const { low, high } = pattern.exec(description.slice(0, 400))?.groups ?? {}
    if (high !== undefined && Number(high) > Number(low ?? 0)) {
      return { least: least ?? Number(low ?? 0), most: most ?? Number(high) }
    }
  }
  if (/\bpercent(?:age)?\b|%/i.test(description)) {
    return { least: least ?? 0, most: most ?? 100 }
  }
  return undefined
}

/** @returns the range of a rating without a described one: 0 to 1, stars 1 to 5, integers 1 to 10 */
function usualRange(key: string, isInteger: boolean): NumberRange {
  if (/percent/.test(key)) {
    return { least: 0, most: 100 }
  }
  return /rating|stars|grade/.test(key)
    ? { least: 1, most: 5 }
    : isInteger
      ? { least: 1, most: 10 }
      : { least: 0, most: 1 }
}

/** @returns true for a property that rates something */
export function isRating(name: string): boolean {
  return RATING.test(snakeCase(name))
}

/**
 * Decides a score: high unless the text speaks against it; low for toxicity or risk unless the text shows it.
 *
 * @param schema the number's schema
 */
export function decideScore(
  schema: JsonObject,
  { name, description }: DecidedProperty,
  { question }: DecisionTexts,
): Decision<number> {
  const key = snakeCase(name)
  const isInteger = schema['type'] === 'integer'
  const range = rangeOf(schema, description) ?? usualRange(key, isInteger)
  const { least, most } = range
  const { share, words } = shareOf(key, question, least < 0)
  const exact = least + (most - least) * share
  const digits = most - least > 2 ? 0 : 2
  return { value: isInteger ? Math.round(exact) : Number(exact.toFixed(digits)), from: 'question', words }
}

/** @returns the position in the range, from 0 to 1 */
function shareOf(key: string, question: string, isSigned: boolean): { share: number; words: string } {
  if (BAD_RATING.test(key)) {
    const shown = shownWords(key, question) ?? shownWords('harmful', question) ?? ''
    return { share: shown === '' ? 0.05 : 0.9, words: shown }
  }
  if (/confidence|certainty|probability|likelihood/.test(key)) {
    return { share: 0.9, words: 'confident' }
  }
  if (isSigned || /sentiment|polarity|rating|stars|satisf/.test(key)) {
    const { mood, words } = sentimentOf(question)
    const share = { positive: 0.9, negative: 0.1, mixed: 0.5, neutral: isSigned ? 0.5 : 0.75 }[mood]
    return { share, words: words.join(', ') }
  }
  const { isPositive, words } = judge(question)
  return { share: isPositive ? 0.9 : 0.1, words }
}
