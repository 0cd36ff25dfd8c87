import type { JsonObject } from '../../../web/json/json.ts'

/** Types by the words that name them in outlines, TypeScript and Python. */
const TYPES: Readonly<Record<string, JsonObject>> = {
  string: { type: 'string' },
  str: { type: 'string' },
  text: { type: 'string' },
  char: { type: 'string' },
  number: { type: 'number' },
  float: { type: 'number' },
  double: { type: 'number' },
  decimal: { type: 'number' },
  numeric: { type: 'number' },
  int: { type: 'integer' },
  integer: { type: 'integer' },
  long: { type: 'integer' },
  bool: { type: 'boolean' },
  boolean: { type: 'boolean' },
  true: { type: 'boolean' },
  false: { type: 'boolean' },
  null: { type: 'null' },
  none: { type: 'null' },
  undefined: { type: 'null' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  timestamp: { type: 'string', format: 'date-time' },
  url: { type: 'string', format: 'uri' },
  email: { type: 'string', format: 'email' },
  uuid: { type: 'string', format: 'uuid' },
  array: { type: 'array', items: { type: 'string' } },
  list: { type: 'array', items: { type: 'string' } },
  object: { type: 'object' },
  dict: { type: 'object' },
  map: { type: 'object' },
}

/** Longer phrases are descriptions of a text. */
const MAX_PHRASE_LENGTH = 300

const NUMBER_RANGE =
  /(-?\d{1,6}(?:\.\d{1,4})?)\s?(?:-|\u2013|to|and|through|\.\.)\s?(-?\d{1,6}(?:\.\d{1,4})?)/

/** @returns the schema of a type's name: `int`, `boolean`; undefined for another word */
export function namedType(name: string): JsonObject | undefined {
  const key = name.toLowerCase()
  return Object.hasOwn(TYPES, key) ? TYPES[key] : undefined
}

/** @returns the bounds in a phrase such as `from 1 to 10`, `(0-1)`; undefined if it has none */
export function readRange(phrase: string): { minimum: number; maximum: number } | undefined {
  const [, first, second] = NUMBER_RANGE.exec(phrase) ?? []
  const [minimum, maximum] = [Number(first), Number(second)]
  return minimum < maximum ? { minimum, maximum } : undefined
}

/**
 * Returns the schema of a value that is described in words: `a number between 0 and 1`, `list of strings`,
 * `positive | negative`, `the user's name`.
 *
 * @param phrase the description, or a placeholder with or without brackets
 */
export function describedType(phrase: string): JsonObject {
  const text = phrase
    .replace(/^[<{[(\s]+|[>})\]\s]+$/g, '')
    .trim()
    .slice(0, MAX_PHRASE_LENGTH)
  return (
    namedType(text) ??
    listedType(text) ??
    optionsType(text) ??
    booleanType(text) ??
    numberType(text) ??
    dateType(text) ?? { type: 'string', ...(text !== '' && { description: text }) }
  )
}

/** `list of strings`, `array of objects`, `string[]`. */
function listedType(text: string): JsonObject | undefined {
  const item =
    /^(?:an? )?(?:json )?(?:array|list)(?: of (?:\w{1,20} ){0,2}?(\w{1,20}?)s?)?(?=$|[ ,;(:])/i.exec(text) ??
    /^(\w{1,20})\[\]/.exec(text) ??
    /^(?:list|array)[[<](\w{1,20})[\]>]/i.exec(text)
  return item === null ? undefined : { type: 'array', items: namedType(item[1] ?? '') ?? { type: 'string' } }
}

/** `positive | negative`, `low/medium/high`, `one of: a, b, c`, `yes or no`. */
function optionsType(text: string): JsonObject | undefined {
  const listed =
    /\b(?:one of|either|options?:|enum:?|allowed values:?)[:\s]{1,3}(.{3,200})$/i.exec(text)?.[1] ?? text
  const isListed = listed !== text
  const separator = listed.includes('|')
    ? /\s*\|\s*/
    : /^[A-Za-z_-]{1,20}(?:\/[A-Za-z_-]{1,20})+$/.test(listed)
      ? /\//
      : isListed || /^[\w-]{1,20} or [\w-]{1,20}$/.test(listed)
        ? /,? or |,\s*/
        : undefined
  if (separator === undefined || /^y{2,4}[/-]m/i.test(listed)) {
    return undefined
  }
  const options = listed
    .replace(/[.)\]]+$/, '')
    .split(separator)
    .map((option) => option.replace(/^["'`[( ]+|["'`\]) .]+$/g, ''))
    .filter((option) => option !== '')
  if (options.length < 2 || options.some((option) => option.length > 60)) {
    return undefined
  }
  const types = options.map(namedType)
  return types.every((type) => type?.['type'] === 'boolean')
    ? { type: 'boolean' }
    : types.every((type) => type !== undefined)
      ? types.find((type) => type['type'] !== 'null')
      : { type: 'string', enum: options.filter((option) => !/^(?:null|none)$/.test(option) || isListed) }
}

function booleanType(text: string): JsonObject | undefined {
  return /\bbool(?:ean)?\b|\btrue\b.{1,12}\bfalse\b/i.test(text)
    ? { type: 'boolean', description: text }
    : undefined
}

function numberType(text: string): JsonObject | undefined {
  const range = readRange(text)
  const isInteger = /^(?:an? )?(?:\w+ )?(?:int|integer|whole number)\b|\(int(?:eger)?\)|^number of /i.test(
    text,
  )
  const isNumber = /^(?:an? )?(?:numeric|number|float|double|decimal)\b|\((?:number|float)\)/i.test(text)
  const isScore =
    range !== undefined &&
    (/^[\d.\s-]+(?:to|-)?[\d.\s]+$/.test(text) ||
      /\b(?:scores?|rating|rate|scale|confidence|probability|level)\b/i.test(text))
  if (!isInteger && !isNumber && !isScore) {
    return undefined
  }
  const hasIntegers = range !== undefined && range.maximum > 1 && !text.includes('.') && !isNumber
  return { type: isInteger || hasIntegers ? 'integer' : 'number', ...range, description: text }
}

function dateType(text: string): JsonObject | undefined {
  return /^yyyy-mm-dd$/i.test(text) || /\bISO(?:[ -]?8601)? date\b|\(yyyy-mm-dd\)/i.test(text)
    ? { type: 'string', format: 'date' }
    : /\bISO[ -]?8601\b|^yyyy-mm-ddt/i.test(text)
      ? { type: 'string', format: 'date-time' }
      : undefined
}
