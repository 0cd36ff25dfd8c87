/** A kind of value that a question may contain, and the parameters that take it. */
export interface ValueKind {
  name: string
  /** Matches the values in a question. */
  pattern: RegExp
  /** Matches the names of parameters. */
  parameters: RegExp
  /** Words that a tool for such values has in its name. */
  words: readonly string[]
}

/** Kinds of values, as far as they help to choose a tool. */
export const VALUE_KINDS: readonly ValueKind[] = [
  {
    name: 'url',
    pattern: /\bhttps?:\/\/[^\s"'<>]{1,500}/g,
    parameters: /url|uri|link|website|page/i,
    words: ['url', 'web', 'page'],
  },
  {
    name: 'email',
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g,
    parameters: /mail|^to$|recipient|attendee|cc$/i,
    words: ['email'],
  },
  {
    name: 'path',
    pattern:
      /(?<![\w./~@:-])(?:[\w~.-]{0,40}\/){0,10}[\w-]{1,60}\.[A-Za-z]\w{0,4}(?![\w@/-])|(?<![\w:/.])\/[\w-][\w./-]{0,200}/g,
    parameters: /path|file|dir|source|destination|^src$|^dst$/i,
    words: ['file'],
  },
  {
    name: 'glob',
    pattern: /(?<!\S)[\w./-]{0,80}\*{1,2}[\w./*-]{1,80}/g,
    parameters: /glob|pattern/i,
    words: ['glob'],
  },
  {
    name: 'date',
    pattern:
      /\b\d{4}-\d\d-\d\d\b|\b(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,4}\b|\b(?:tomorrow|tonight|next (?:week|month)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/gi,
    parameters: /date|day|when|start|end|until|check_?(?:in|out)|deadline|due|month/i,
    words: [],
  },
  {
    name: 'time',
    pattern: /\b\d{1,2}(?::\d\d)? ?(?:am|pm)\b|\b\d{1,2}:\d\d\b/gi,
    parameters: /time|start|end|when|at$/i,
    words: [],
  },
  {
    name: 'phone',
    pattern: /(?<![\w-])\+?\(?\d[\d() -]{7,18}\d\b/g,
    parameters: /phone|mobile|number|^to$/i,
    words: ['phone', 'call'],
  },
  {
    name: 'flight',
    pattern: /\b[A-Z]{2} ?\d{2,4}\b/g,
    parameters: /flight/i,
    words: ['flight'],
  },
  {
    name: 'code',
    pattern:
      /\b(?=[A-Za-z_-]{0,12}\d)[A-Za-z][A-Za-z\d]{0,12}[-_]?[A-Za-z\d]{0,12}\d[\w-]{0,20}\b|\b[A-Z]{3,5}\b/g,
    parameters:
      /id$|number|code|symbol|ticker|sku|ref|key|coupon|ticket|issue|order|invoice|booking|reservation|isbn/i,
    words: [],
  },
  {
    name: 'money',
    pattern:
      /[$\u20ac£¥]\s?\d[\d,.]{0,15}|\b\d[\d,.]{0,15} ?(?:dollars?|euros?|pounds?|yen|usd|eur|gbp|jpy|chf)\b/gi,
    parameters: /amount|price|total|budget|cost|max|min|sum|principal/i,
    words: ['currency', 'price'],
  },
  {
    name: 'degrees',
    pattern: /\b-?\d{1,3}(?:\.\d)? ?(?:degrees|°[CF]?)/gi,
    parameters: /temp|degrees|celsius|fahrenheit/i,
    words: ['temperature'],
  },
  {
    name: 'measure',
    pattern:
      /\b\d[\d,.]{0,15} ?(?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|foot|inch(?:es)?|yards?|cm|mm|kg|kilo(?:gram)?s?|grams?|lbs?|ounces?|oz|lit(?:er|re)s?|gallons?|celsius|fahrenheit|mph)\b/gi,
    parameters: /unit|value/i,
    words: ['unit', 'convert'],
  },
  {
    name: 'equation',
    pattern: /[\w)]\s?=\s?[\w(-]|[\d)]\s?[+*/^×÷]\s?[\d(]|\b[a-z]\^\d/gi,
    parameters: /equation|expression|formula|^expr$|math/i,
    words: ['equation', 'expression', 'math', 'calculator'],
  },
  { name: 'origin', pattern: /\bfrom \p{Lu}/gu, parameters: /from|origin|source|start|base/i, words: [] },
  { name: 'destination', pattern: /\bto \p{Lu}/gu, parameters: /^to$|to_|dest|target|end/i, words: [] },
]

/** Values of one kind in a question. */
export interface FoundValues {
  kind: ValueKind
  values: readonly string[]
}

/** @returns the values in a question by kind, without kinds that are absent */
export function findValues(question: string): FoundValues[] {
  return VALUE_KINDS.flatMap((kind) => {
    const values = question.match(kind.pattern)
    return values === null ? [] : [{ kind, values }]
  })
}

/** @returns how many plain numbers a question has */
export function countNumbers(question: string): number {
  return question.match(/(?<![\w.-])-?\d+(?:[.,]\d+)*\b/g)?.length ?? 0
}
