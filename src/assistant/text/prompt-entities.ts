import { excerpt } from './truncate.ts'

/** Only this many characters of a prompt are searched. */
const MOST_CHARACTERS = 5000

/** A kind of value that users mention in prompts, with the property names and the pattern that identify it. */
interface Named {
  properties: RegExp
  /** JSON Schema formats of the value. */
  formats?: readonly string[]
  /** The value is the first group, if any, else the match. Anchored at a word start, so matching takes linear time. */
  looks: RegExp
}

const NAMED: readonly Named[] = [
  {
    properties: /e-?mail|recipient|^to$|^cc$|^from$/i,
    formats: ['email', 'idn-email'],
    looks: /(?<![\w.+-])[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+/i,
  },
  {
    properties: /url|uri$|link|website|href/i,
    formats: ['uri', 'url', 'iri'],
    looks: /\bhttps?:\/\/[^\s"'<>()]+[^\s"'<>().,;:!?]/,
  },
  {
    properties: /date|day$|^when$|deadline|due/i,
    formats: ['date'],
    looks: /(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])/,
  },
  { properties: /phone|mobile/i, looks: /(?<![\w+])\+?\d[\d ()-]{6,20}\d(?!\w)/ },
  {
    properties: /(?:^|_)id$|[a-z]Id$|(?:order|invoice|ticket|tracking|case)(?:_?[nN]umber)?$|^sku$/,
    looks: /(?<![\w-])(?:[A-Za-z]{1,20}[-_])?(?=[A-Za-z]{0,8}\d)[A-Za-z\d]{2,40}(?![\w-])/,
  },
  { properties: /symbol|ticker/i, looks: /(?<!\w)[A-Z]{2,5}(?!\w)/ },
  {
    properties: /origin|^from|departure/i,
    looks: /\bfrom\s+(\p{Lu}[\p{L}'\u2019.-]*(?:,?\s+\p{Lu}[\p{L}'\u2019.-]*)*)/u,
  },
  {
    properties: /destination|^to|arrival/i,
    looks: /\bto\s+(\p{Lu}[\p{L}'\u2019.-]*(?:,?\s+\p{Lu}[\p{L}'\u2019.-]*)*)/u,
  },
  {
    properties: /city|town|location|place|destination|country|address|region/i,
    looks: /\b(?:in|at|for|to|from|of|near)\s+(\p{Lu}[\p{L}'\u2019.-]*(?:,?\s+\p{Lu}[\p{L}'\u2019.-]*)*)/u,
  },
  {
    properties: /name$|author|person|customer|^user$|attendee|guest/i,
    looks: /\b(?:name is|named|called|I am|I'm)\s+(\p{Lu}[\p{L}'\u2019-]*(?:\s+\p{Lu}[\p{L}'\u2019-]*)*)/u,
  },
  { properties: /path|file/i, looks: /(?<![\w./~-])[\w./~-]{0,200}\w\.[A-Za-z][A-Za-z\d]{0,4}(?![\w/@-])/ },
]

/**
 * Finds a value for a property in the prompt, such as the city in "the weather in Paris".
 *
 * @param prompt the last user text
 * @param name the property name
 * @param format the `format` of its schema, if any
 */
export function namedInPrompt(prompt: string, name: string, format?: string): string | undefined {
  const text = excerpt(prompt, MOST_CHARACTERS)
  for (const { properties, formats = [], looks } of NAMED) {
    const isMeant = format === undefined ? properties.test(name) : formats.includes(format)
    const found = isMeant ? looks.exec(text) : null
    if (found !== null) {
      return (found[1] ?? found[0]).replace(/[.,]$/, '')
    }
  }
  return undefined
}

/** Properties whose numbers prompts rarely contain. */
const NEVER_NAMED =
  /temp|population|inhabitants|(?:^|_)l(?:at|on|ng)|score|confidence|probability|limit|page|offset/i

const NUMBER = /(?<![\w.,:/-])-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,9})?(?![\w:/-]|[.,]\d)/g

/** @returns the numbers in a prompt, in order: 2 and 3 for "Add 2 and 3" */
export function numbersOfPrompt(prompt: string): number[] {
  return [...excerpt(prompt, MOST_CHARACTERS).matchAll(NUMBER)].map(([text]) =>
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
  const index = NEVER_NAMED.test(name) ? -1 : numbers.findIndex(fits)
  return index === -1 ? undefined : numbers.splice(index, 1)[0]
}
