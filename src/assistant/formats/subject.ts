import { splitSentences } from '../text/passage.ts'
import { contentWords } from '../words.ts'

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** Longer lists are cut. */
const MAX_COUNT = 50

/** @returns the number of `3`, `three`, `10`; undefined for other text */
export function readCount(text: string | undefined): number | undefined {
  const word = text?.toLowerCase() ?? ''
  const number = /^\d{1,4}$/.test(word) ? Number(word) : NUMBER_WORDS.indexOf(word)
  return number > 0 ? Math.min(number, MAX_COUNT) : undefined
}

/** A pattern for a number in digits or words. */
export const COUNT = String.raw`\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve`

const QUOTED = /["\u201c]([^"\u201c\u201d\n]{1,400})["\u201d]|(?<![\w])'([^'\n]{2,400})'(?!\w)/

/** Text between triple quotes or rules. */
const FENCED = /"{3}\s*([^"]{1,20000}?)\s*"{3}|(?:^|\n)\s*[-=*#]{4,}\s*\n([^]{1,20000}?)\n\s*[-=*#]{4,}/

/** Blocks that hold the text that a task is about. */
const DATA_BLOCK =
  /(?:^|\n)\s*(?:#+ )?(?:text|input|review|sentence|statement|message|comment|email|document|passage|tweet|article|paragraph|content|feedback|ticket|post|transcript|information|submission|data)\s*:\s*(\S[^]*)$/i

/**
 * Returns the text that a task is about: `I love it` of `Is "I love it" positive or negative?`.
 *
 * @param question the user's text
 * @param instruction words of the task, which are left out
 */
export function subjectOf(question: string, instruction: string): string {
  const data = dataOf(question)
  if (data !== undefined) {
    return data
  }
  const rest = question.replace(instruction, ' ').trim()
  const quoted = QUOTED.exec(rest)
  return quoted?.[1] ?? quoted?.[2] ?? rest
}

/** @returns the data in a prompt: between rules, in triple quotes, or after a label such as `Text:` */
export function dataOf(question: string): string | undefined {
  const fenced = FENCED.exec(question)
  const data = (fenced?.[1] ?? fenced?.[2] ?? DATA_BLOCK.exec(question)?.[1])?.trim()
  return data === '' ? undefined : data
}

/** @returns the most frequent content words of a text, in order of appearance; capitalized names first */
export function keywordsOf(text: string, count: number): string[] {
  const names = [...text.matchAll(/(?<![.!?]\s|^)\b\p{Lu}[\p{L}\d-]+(?:\s+\p{Lu}[\p{L}\d-]+){0,3}/gu)].map(
    ([name]) => name,
  )
  const frequencies = new Map<string, number>()
  for (const word of contentWords(text.slice(0, 20_000))) {
    if (word.length > 2) {
      frequencies.set(word, (frequencies.get(word) ?? 0) + 1)
    }
  }
  const ranked = [...frequencies].toSorted(([, one], [, other]) => other - one).map(([word]) => word)
  const unique = new Map<string, string>()
  for (const word of [...names, ...ranked]) {
    const key = word.toLowerCase()
    const isPart = [...unique.keys()].some((known) => known.split(' ').includes(key))
    if (!isPart && !unique.has(key)) {
      unique.set(key, word)
    }
  }
  return [...unique.values()].slice(0, count)
}

/** Items by the noun that a question asks for. */
const ITEMS: Readonly<Record<string, string>> = {
  color: 'red, blue, green, yellow, orange, purple, white, black, pink, gray',
  fruit: 'apple, banana, orange, pear, grape, cherry, mango, kiwi, peach, plum',
  vegetable: 'carrot, potato, spinach, broccoli, onion, tomato, cabbage, pea, leek, pepper',
  animal: 'dog, cat, horse, elephant, lion, rabbit, bear, wolf, dolphin, eagle',
  city: 'Paris, London, Tokyo, Berlin, New York, Rome, Madrid, Sydney, Cairo, Toronto',
  country: 'France, Japan, Brazil, Canada, Germany, India, Kenya, Italy, Spain, Mexico',
  capital: 'Paris, Tokyo, Ottawa, Berlin, Rome, Madrid, Cairo, Nairobi, London, Lisbon',
  language: 'English, Spanish, French, German, Chinese, Japanese, Arabic, Italian, Hindi, Korean',
  planet: 'Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune',
  sport: 'football, tennis, swimming, basketball, cycling, running, hockey, golf, rowing, chess',
  name: 'Ada, Grace, Alan, Katherine, Linus, Margaret, Dennis, Barbara, Tim, Radia',
  hobby: 'reading, cooking, hiking, painting, gardening, photography, chess, cycling, knitting, singing',
  flavor: 'vanilla, chocolate, strawberry, mint, coffee, lemon, caramel, pistachio, coconut, mango',
  ingredient: 'flour, water, salt, olive oil, butter, sugar, eggs, milk, garlic, basil',
  number: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10',
  tag: 'overview, guide, basics, example, reference, summary, tips, news, review, update',
}

const ASKED_NOUN = new RegExp(
  String.raw`\b(?:list(?:s)?(?: of)?|name|give(?: me| us)?|suggest|recommend|provide|write|generate|create|share|tell me|what are|extract|brainstorm|propose)\s+(?:(?:a|the|some|any|up to|at least|exactly|list of|me|of|all|about)\s+)*(?:(?:${COUNT})\s+)?((?:\p{L}[\p{L}-]*\s+){0,2}?)(\p{L}[\p{L}-]*?s|people|children|criteria|ideas)\b`,
  'iu',
)

/**
 * Returns items for a list: keywords of the text for an extraction, members of a well-known category, or numbered
 * placeholders such as `Tip 1`.
 */
export function listItems(question: string, text: string, count: number): string[] {
  const [, adjectives = '', plural = 'items'] = ASKED_NOUN.exec(question) ?? []
  const noun = singular(plural)
  if (
    text !== '' &&
    /\b(?:extract|keywords?|entities|key phrases|tags?|topics|stopwords)\b/i.test(question)
  ) {
    const keywords = keywordsOf(text, count)
    if (keywords.length > 0) {
      return keywords
    }
  }
  if (
    text !== '' &&
    /\b(?:summari[sz]e|key points?|takeaways|statements|facts|highlights|sentences)\b/i.test(question)
  ) {
    const sentences = splitSentences(text)
    if (sentences.length >= 2) {
      return sentences.slice(0, count)
    }
  }
  const known = Object.hasOwn(ITEMS, noun) ? (ITEMS[noun]?.split(', ') ?? []) : []
  const label = capitalize(`${adjectives}${noun}`.trim())
  return Array.from({ length: count }, (_, index) => known[index] ?? `${label} ${index + 1}`)
}

function singular(plural: string): string {
  const word = plural.toLowerCase()
  return word.endsWith('ies') && word.length > 4
    ? `${word.slice(0, -3)}y`
    : /(?:ch|sh|x|ss)es$/.test(word)
      ? word.slice(0, -2)
      : word.replace(/(?<!s)s$/, '')
}

/** @returns the text with a first capital letter */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
