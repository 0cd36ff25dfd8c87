import { excerpt } from './excerpt.ts'

/** Further than this, nobody looks in a prompt for a value. */
const MOST_CHARACTERS = 5000

/** What people name in a question, and how to tell: what properties call it, and what it looks like. */
interface Named {
  properties: RegExp
  /** Formats of JSON Schema that it has. */
  formats?: readonly string[]
  /** The first group, where there is one, is the value. Every pattern begins at the start of a word: linear time. */
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
 * @param prompt the last user text
 * @param name of the property
 * @param format of its schema, if it has one
 * @returns what the user named of the kind: the place in "the weather in Paris", the address in "mail ada@example.com";
 *   undefined where nothing is
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

/** Numbers of these are hardly ever in the question. */
const NEVER_NAMED =
  /temp|population|inhabitants|(?:^|_)l(?:at|on|ng)|score|confidence|probability|limit|page|offset/i

const NUMBER = /(?<![\w.,:/-])-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,9})?(?![\w:/-]|[.,]\d)/g

/** @returns the numbers of a prompt, in its order: 2 and 3 of "Add 2 and 3" */
export function numbersOfPrompt(prompt: string): number[] {
  return [...excerpt(prompt, MOST_CHARACTERS).matchAll(NUMBER)].map(([text]) =>
    Number(text.replaceAll(',', '')),
  )
}

/**
 * Takes the next number of the prompt for a property, so that each is used once.
 *
 * @param numbers those that are left; the one that is taken goes
 * @param name of the property
 * @param fits tells which numbers the schema allows
 */
export function takeNumber(
  numbers: number[],
  name: string,
  fits: (value: number) => boolean,
): number | undefined {
  const index = NEVER_NAMED.test(name) ? -1 : numbers.findIndex(fits)
  return index === -1 ? undefined : numbers.splice(index, 1)[0]
}
