import { truncate } from '../../web/truncate.ts'

/** Only this many characters of a prompt are searched. */
const MAX_PROMPT_LENGTH = 5000

/** A kind of value that users mention in prompts, with the property names and the pattern that identify it. */
interface PromptEntity {
  properties: RegExp
  /** JSON Schema formats of the value. */
  formats?: readonly string[]
  /** The value is the first group, if any, else the match. Anchored at a word start, so matching takes linear time. */
  pattern: RegExp
}

const PROMPT_ENTITIES: readonly PromptEntity[] = [
  {
    properties: /e-?mail|recipient|^to$|^cc$|^from$/i,
    formats: ['email', 'idn-email'],
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+/i,
  },
  {
    properties: /url|uri$|link|website|href/i,
    formats: ['uri', 'url', 'iri'],
    pattern: /\bhttps?:\/\/[^\s"'<>()]+[^\s"'<>().,;:!?]/,
  },
  {
    properties: /date|day$|^when$|deadline|due/i,
    formats: ['date'],
    pattern: /(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])/,
  },
  { properties: /phone|mobile/i, pattern: /(?<![\w+])\+?\d[\d ()-]{6,20}\d(?!\w)/ },
  {
    properties: /(?:^|_)id$|[a-z]Id$|(?:order|invoice|ticket|tracking|case)(?:_?[nN]umber)?$|^sku$/,
    pattern: /(?<![\w-])(?:[A-Za-z]{1,20}[-_])?(?=[A-Za-z]{0,8}\d)[A-Za-z\d]{2,40}(?![\w-])/,
  },
  { properties: /symbol|ticker/i, pattern: /(?<!\w)[A-Z]{2,5}(?!\w)/ },
  {
    properties: /origin|^from|departure/i,
    pattern: /\bfrom\s+(\p{Lu}[\p{L}'\u2019.-]*(?:,?\s+\p{Lu}[\p{L}'\u2019.-]*)*)/u,
  },
  {
    properties: /destination|^to|arrival/i,
    pattern: /\bto\s+(\p{Lu}[\p{L}'\u2019.-]*(?:,?\s+\p{Lu}[\p{L}'\u2019.-]*)*)/u,
  },
  {
    properties: /city|town|location|place|destination|country|address|region/i,
    pattern: /\b(?:in|at|for|to|from|of|near)\s+(\p{Lu}[\p{L}'\u2019.-]*(?:,?\s+\p{Lu}[\p{L}'\u2019.-]*)*)/u,
  },
  {
    properties: /name$|author|person|customer|^user$|attendee|guest/i,
    pattern: /\b(?:name is|named|called|I am|I'm)\s+(\p{Lu}[\p{L}'\u2019-]*(?:\s+\p{Lu}[\p{L}'\u2019-]*)*)/u,
  },
  { properties: /path|file/i, pattern: /(?<![\w./~-])[\w./~-]{0,200}\w\.[A-Za-z][A-Za-z\d]{0,4}(?![\w/@-])/ },
]

/**
 * Finds a value for a property in the prompt, such as the city in "the weather in Paris".
 *
 * @param prompt the last user text
 * @param name the property name
 * @param format the `format` of its schema, if any
 */
export function findInPrompt(prompt: string, name: string, format?: string): string | undefined {
  const text = truncate(prompt, MAX_PROMPT_LENGTH)
  for (const { properties, formats = [], pattern } of PROMPT_ENTITIES) {
    const applies = format === undefined ? properties.test(name) : formats.includes(format)
    const found = applies ? pattern.exec(text) : null
    if (found !== null) {
      return (found[1] ?? found[0]).replace(/[.,]$/, '')
    }
  }
  return undefined
}

/** Properties whose numbers prompts rarely contain. */
const RARELY_IN_PROMPT =
  /temp|population|inhabitants|(?:^|_)l(?:at|on|ng)|score|confidence|probability|limit|page|offset/i

const NUMBER = /(?<![\w.,:/-])-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,9})?(?![\w:/-]|[.,]\d)/g

/** @returns the numbers in a prompt, in order: 2 and 3 for "Add 2 and 3" */
export function numbersInPrompt(prompt: string): number[] {
  return [...truncate(prompt, MAX_PROMPT_LENGTH).matchAll(NUMBER)].map(([text]) =>
    Number(text.replaceAll(',', '')),
  )
}

/**
 * Returns the next unused number of the prompt for a property.
 *
 * @param numbers the unused numbers; the returned one is removed
 * @param name the property name
 * @param fits checks a number against the schema
 */
export function takeNumber(
  numbers: number[],
  name: string,
  fits: (value: number) => boolean,
): number | undefined {
  const index = RARELY_IN_PROMPT.test(name) ? -1 : numbers.findIndex(fits)
  return index === -1 ? undefined : numbers.splice(index, 1)[0]
}
