import { stem } from '../words.ts'
import { numberOf, NUMBER_WORD } from './readers/number-words.ts'

const COUNT = new RegExp(
  String.raw`(?<![\w.,$-])(?<count>\d{1,3}|${NUMBER_WORD}|(?:a )?(?:couple|few|pair))(?: (?:to|-|or|and) (?:\d{1,3}|${NUMBER_WORD})|[-\u2013]\d{1,3})? (?:of )?(?:(?!and\b|or\b)[\p{L}-]{1,20} ){0,3}?(?<noun>[\p{L}]{3,30})`,
  'giu',
)

const VAGUE: Readonly<Record<string, number>> = { couple: 2, pair: 2, few: 3 }

/** Numbers in descriptions of lists: `exactly 3`, `5 to 20 searches`, `at least 2`, `between 3 and 5`. */
const DESCRIBED = new RegExp(
  String.raw`(?:exactly|at least|between|minimum(?: of)?|list of|up to|top|array of|provide|generate|give|return|with|contains?|of)?\s*(?<![\w.-])(?<count>\d{1,3}|${NUMBER_WORD})(?: ?(?:-|\u2013|to|and|or) ?\d{1,3})?(?= ?(?:items?|entries|elements|values|or more|\p{L}{3,30}s\b))`,
  'iu',
)

/** More items are not generated, whatever is asked for. */
const MAX_COUNT = 50

/**
 * Returns how many items a text asks for: 3 for `Create three heroes`.
 *
 * @param nouns words that name the items: the name of the list and of its owner
 */
export function countAskedFor(text: string, nouns: readonly string[]): number | undefined {
  const stems = new Set(nouns.map((noun) => stem(noun.toLowerCase())))
  for (const { groups = {} } of text.slice(0, 3000).matchAll(COUNT)) {
    const noun = groups['noun']?.toLowerCase() ?? ''
    const count = countOf(groups['count'] ?? '')
    if (count !== undefined && count <= MAX_COUNT && stems.has(stem(noun))) {
      return count
    }
  }
  return undefined
}

/** @returns the number of items that the description of a list asks for, the least one of a range */
export function countDescribed(description: string): number | undefined {
  const count = countOf(DESCRIBED.exec(description.slice(0, 400))?.groups?.['count'] ?? '')
  return count === undefined || count > MAX_COUNT || count < 1 ? undefined : count
}

function countOf(text: string): number | undefined {
  const word = text.toLowerCase().replace(/^a /, '')
  return VAGUE[word] ?? numberOf(text)
}
