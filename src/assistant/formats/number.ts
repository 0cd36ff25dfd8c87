import { readRange } from './json/described-types.ts'
import type { Content, Format, FormatKind } from './types.ts'

/** The answer is one number. */
const SINGLE =
  /\b(?:only|just|a single|single|one|exactly one|nothing but|simply)\b[^.\n]{0,40}\b(?:number|integer|digit|float|numeric (?:value|score|rating)|score|rating|percentage|index)\b|\b(?:number|integer|score|digit|index|rating)\b[^.\n]{0,20}\b(?:only|and nothing else|alone)\b|\b(?:respond|answer|reply|return|output|provide)\w{0,3} (?:with |only |just )*(?:a|an|the) (?:\w+ )?(?:number|integer|float|numeric (?:value|score)|numerical (?:value|score)|score|rating)\b(?=[^.\n]{0,30}(?:from|between|in the range|\(|on a scale|[.\n]|$))|\bonly the (?:\w+ )?(?:score|number|rating|index)\b/i

/** A grade that is asked for without a single format. */
const GRADE =
  /\b(?:rate|score|grade|evaluate|assess|rank)\b[^.\n]{0,200}\b(?:on a scale (?:of|from)|from|between|out of|of) \(?(?:-?\d)/i

const RANGE_WORDS =
  /\b(?:scale|from|between|range|out of|score|rate|rating|integer|number|values?)\b[^\n]{0,80}?(-?\d{1,4}(?:\.\d{1,3})?\s?(?:-|\u2013|to|and|through)\s?-?\d{1,4}(?:\.\d{1,3})?)/gi

/** `"Rating: [[5]]"`, `[RESULT] (an integer)`, `Score: 8/10`. */
const WRAPPED = /["'`\u201c]((?:[A-Z]\w{0,20}: ?)?\[\[)(?:\d+|rating|score|number)(\]\])["'`\u201d]/gi
const RESULT_MARKER = /\[(?:RESULT|SCORE|RATING)\](?=[^\n]{0,80}\b(?:integer|number|score|followed)\b)/

const REASON_AFTER =
  /\b(?:separate|next|second|following|new) line\b[^.\n]{0,60}\b(?:reason\w*|explain|explanation|justif\w*)|\bfollowed by (?:a |an |your )?(?:\w+ )?(?:reason\w*|explanation|justification)/i

/** A single number: a score within the described range. */
export const number: FormatKind = {
  kind: 'number',
  read: ({ text }) => marked(text) ?? single(text),
}

function marked(text: string): Format | undefined {
  const wrapped = [...text.matchAll(WRAPPED)].at(-1)
  if (wrapped !== undefined) {
    const [words, before = '', after = ''] = wrapped
    return { words, write: (content) => `${content.answer}\n\n${before}${score(text, content)}${after}` }
  }
  const [marker] = RESULT_MARKER.exec(text) ?? []
  return marker === undefined
    ? undefined
    : { words: marker, write: (content) => `Feedback: ${content.answer} ${marker} ${score(text, content)}` }
}

function single(text: string): Format | undefined {
  const [words] = SINGLE.exec(text) ?? (RANGE_ONLY.test(text) ? (GRADE.exec(text) ?? []) : [])
  return words === undefined
    ? undefined
    : {
        words,
        write: (content) => {
          const value = score(text, content)
          return REASON_AFTER.test(text) ? `${value}\n${content.answer}` : value
        },
      }
}

/** A grade needs a word that limits the answer. */
const RANGE_ONLY = /\b(?:only|just|single|respond with|answer with|reply with|return|output)\b/i

/** A good score in the range: 4 of 1 to 5, 0.8 of 0 to 1. */
function score(text: string, { sample, subject }: Content): string {
  const range = rangeOf(text)
  if (range === undefined) {
    const index = /\bindex="(\d{1,3})"/.exec(text)?.[1]
    const sum = arithmetic(subject)
    const value = index ?? sum ?? sample({ type: 'integer', minimum: 0 })
    return typeof value === 'number' || typeof value === 'string' ? String(value) : '0'
  }
  const { minimum, maximum } = range
  const isFraction = maximum <= 1 || (text.includes(`${minimum}.0`) && text.includes('.'))
  const value = minimum + (maximum - minimum) * GOOD_SHARE
  return isFraction ? String(Math.round(value * 100) / 100) : String(Math.round(value))
}

/** How far a good score is above the minimum. */
const GOOD_SHARE = 0.8

function rangeOf(text: string): { minimum: number; maximum: number } | undefined {
  for (const [, range = ''] of text.matchAll(RANGE_WORDS)) {
    const found = readRange(range)
    if (found !== undefined) {
      return found
    }
  }
  const outOf = /\bout of (\d{1,4})\b/i.exec(text)?.[1]
  return outOf === undefined ? undefined : { minimum: 0, maximum: Number(outOf) }
}

/** The result of `17 * 3`, `12 plus 5`, so that a calculation has the right number. */
function arithmetic(subject: string): number | undefined {
  const [, first, sign = '', second] =
    /(-?\d{1,9}(?:\.\d{1,6})?)\s*(\+|-|\*|\u00d7|x|\/|\u00f7|plus|minus|times|multiplied by|divided by)\s*(-?\d{1,9}(?:\.\d{1,6})?)/i.exec(
      subject,
    ) ?? []
  const [one, other] = [Number(first), Number(second)]
  const calculate = Object.entries(OPERATIONS).find(([signs]) =>
    signs.split(' ').includes(sign.toLowerCase().replace(' by', '')),
  )?.[1]
  const value = first === undefined || calculate === undefined ? Number.NaN : calculate(one, other)
  return Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : undefined
}

const OPERATIONS: Readonly<Record<string, (one: number, other: number) => number>> = {
  '+ plus': (one, other) => one + other,
  '- minus': (one, other) => one - other,
  '* x \u00d7 times multiplied': (one, other) => one * other,
  '/ \u00f7 divided': (one, other) => one / other,
}
