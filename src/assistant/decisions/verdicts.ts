import { contentWords, stem } from '../words.ts'

const EXPECTED =
  /(?:^|\n)[#*[ \t<]{0,6}(?:the )?(?:expected|reference|ground[- _]truth|gold(?:en)?|correct|ideal|expert|target|context|source|facts?)(?: (?:answer|output|response|result|value|documents?|text))?[\]*> \t]{0,4}[:=]\s*([^\n]+(?:\n(?![^\n]{0,40}[:=])[^\n]+){0,20})/i

const ACTUAL =
  /(?:^|\n)[#*[ \t<]{0,6}(?:the )?(?:actual|submission|submitted|student(?:'s|\u2019s)?|model(?:'s|\u2019s)?|generated|candidate|predicted|prediction|user(?:'s)?|given|answer|output|response|result|claim|statement|summary|reply)(?: (?:answer|output|response|result|value|summary))?[\]*> \t]{0,4}[:=]\s*([^\n]+(?:\n(?![^\n]{0,40}[:=])[^\n]+){0,20})/i

/** Texts are equal enough if they share this part of the shorter one's words. */
const MIN_SHARED = 0.5

const WRONG =
  /\b(?:incorrect|wrong|false|mistaken|inaccurate|not (?:correct|true|right|accurate|valid|relevant|supported)|irrelevant|contradicts?|failed|fails|invalid|missing|2 ?\+ ?2 ?(?:=|is) ?5)\b/i

/** The result of a judgement, with the words that decided. */
export interface Verdict {
  isPositive: boolean
  words: string
}

/**
 * Judges an answer. An expected and an actual answer are compared; else the text is positive unless it has words such as
 * `incorrect`.
 *
 * @param text the question of a judge
 */
export function judge(text: string): Verdict {
  const part = text.slice(0, 8000)
  const expected = EXPECTED.exec(part)?.[1]
  const actual = ACTUAL.exec(expected === undefined ? part : part.replace(EXPECTED, '\n'))?.[1]
  if (expected !== undefined && actual !== undefined) {
    return { isPositive: agree(expected, actual), words: `${expected.slice(0, 60)} / ${actual.slice(0, 60)}` }
  }
  const sum = wrongSum(part)
  const wrong = sum ?? WRONG.exec(part.split(/\b(?:instructions?|criteria|rubric)\b/i, 1)[0] ?? '')?.[0]
  return { isPositive: wrong === undefined, words: wrong ?? '' }
}

function agree(expected: string, actual: string): boolean {
  const [one, other] = [expected, actual].map((text) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}.]+/gu, ' ')
      .replace(/[. ]+$/, '')
      .trim(),
  )
  if (one === undefined || other === undefined || one === '' || other === '') {
    return false
  }
  if (one === other || ` ${other} `.includes(` ${one} `) || ` ${one} `.includes(` ${other} `)) {
    return !isNegated(expected) === !isNegated(actual)
  }
  const numbers = (text: string): string[] => text.match(/\d+(?:\.\d+)?/g) ?? []
  const [expectedNumbers, actualNumbers] = [numbers(expected), numbers(actual)]
  const hasOtherNumber =
    actualNumbers.length > 0 &&
    expectedNumbers.length > 0 &&
    !actualNumbers.some((number) => expectedNumbers.includes(number))
  const [first, second] = [expected, actual].map((text) => new Set(contentWords(text).map(stem)))
  const [smaller = new Set<string>(), larger = new Set<string>()] = [first, second].toSorted(
    (a, b) => (a?.size ?? 0) - (b?.size ?? 0),
  )
  const shared = [...smaller].filter((word) => larger.has(word)).length
  return (
    !hasOtherNumber &&
    smaller.size > 0 &&
    shared / smaller.size > MIN_SHARED &&
    isNegated(expected) === isNegated(actual)
  )
}

function isNegated(text: string): boolean {
  return /\b(?:not|no|never|n['\u2019]t|isn['\u2019]t|false)\b/i.test(text)
}

/** @returns a sum in the text that is wrong: `2 + 2 = 5` */
function wrongSum(text: string): string | undefined {
  for (const [whole, left = '', sign, right = '', result = ''] of text.matchAll(
    /(-?\d{1,9}) ?([-+*x\u00d7/]) ?(-?\d{1,9}) ?(?:=|is|equals) ?(-?\d{1,12}(?:\.\d+)?)/g,
  )) {
    const [one, other] = [Number(left), Number(right)]
    const value =
      sign === '+' ? one + other : sign === '-' ? one - other : sign === '/' ? one / other : one * other
    if (Math.abs(value - Number(result)) > 0.01) {
      return whole
    }
  }
  return undefined
}
