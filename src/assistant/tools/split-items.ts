import { asArray } from '../../web/json/narrow.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { propertiesOf } from './matching/tool-profile.ts'
import type { Tool } from './tools.ts'

/** A kind of items that a question lists, and the parameters that take one of them. */
interface ItemKind {
  /** Matches one item, as the source of a regular expression. */
  item: string
  parameters: RegExp
  /** Words before the list, for items that look like any other word. */
  before?: string
  isNumeric?: boolean
}

const PLACE =
  /cit(?:y|ies)|location|place|country|region|state|town|address|destination|origin|airport|timezone|area|zip/i

const ITEM_KINDS: readonly ItemKind[] = [
  { item: String.raw`https?:\/\/[^\s,]{1,300}`, parameters: /url|uri|link|website|page/i },
  {
    item: String.raw`[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}`,
    parameters: /mail|^to$|recipient|attendee|user/i,
  },
  {
    item: String.raw`(?:[\w~.-]{0,40}\/){0,10}[\w-]{1,60}\.[A-Za-z]\w{0,4}|\/[\w.\/-]{1,200}`,
    parameters: /path|file|dir|source|destination|name/i,
  },
  {
    item: String.raw`(?:[A-Z]{3}|(?:US |us )?dollars?|euros?|pounds?|yen|francs?|pesos?|rupees?|yuan)(?![\p{L}])`,
    parameters: /^to$|^from$|currency|target|base|quote|to_|from_/i,
  },
  {
    item: String.raw`[A-Za-z]{0,6}[-_#]?\d[\w-]{0,20}`,
    parameters: /id$|number|code|ref|sku|key|symbol|flight/i,
    isNumeric: true,
  },
  { item: String.raw`"[^"\n]{1,200}"|\u201c[^\u201d\n]{1,200}\u201d`, parameters: /./ },
  {
    item: String.raw`\p{Lu}[\p{L}\p{M}'\u2019.-]*(?: (?:de |la |of )?\p{Lu}[\p{L}\p{M}'\u2019.-]*){0,3}`,
    parameters: new RegExp(
      `${PLACE.source}|name|person|people|user|employee|customer|contact|company|team|symbol|ticker|stock|^to$|recipient|channel|base|target|artist|language|doctor|repo|product|room`,
      'i',
    ),
  },
  {
    item: String.raw`\p{Ll}{3,20}(?: \p{Ll}{3,20})?`,
    parameters: PLACE,
    before: String.raw`\b(?:in|for|of|at) `,
  },
]

/** Parameters for free text, which take a whole list. */
const FREE_TEXT =
  /^(?:q|query|search|message|text|content|body|prompt|title|subject|description|question|input|notes?|sql|command|cmd|code|topic|reason|answer|summary|task)$|text|message|content|query|prompt/i

const SEPARATOR = String.raw`(?:,? (?:and|or|&|vs\.?|versus) |, )`

/** Longer lists are cut, so that one question makes no hundred calls. */
const MAX_ITEMS = 8

/**
 * Splits a request that lists several values for a parameter that takes one: `the weather in Oslo and Rome` is two
 * calls of `get_weather`, `a flight from Oslo to Rome` is one.
 *
 * @returns the request once for each item; the request itself if there is no such list
 */
export function splitItems(clause: string, tool: Tool): string[] {
  if (tool.kind !== 'function' && tool.kind !== 'mcp') {
    return [clause]
  }
  const properties = propertiesOf(tool)
  for (const kind of ITEM_KINDS) {
    const list = findList(clause, kind)
    if (list !== undefined && list.items.length > 1 && isSplit(clause, { list, kind, tool, properties })) {
      const { start, end, items } = list
      return items.slice(0, MAX_ITEMS).map((item) => `${clause.slice(0, start)}${item}${clause.slice(end)}`)
    }
  }
  return [clause]
}

interface ItemList {
  start: number
  end: number
  items: string[]
}

function findList(clause: string, { item, before = '' }: ItemKind): ItemList | undefined {
  const lookbehind = before === '' ? String.raw`(?<![\p{L}\p{N}/.@#-])` : `(?<=${before})`
  const whole = new RegExp(
    `${lookbehind}(?:${item})(?:${SEPARATOR}(?:and )?(?:${item}))+(?![\\p{L}\\p{N}@/])`,
    'u',
  )
  const match = whole.exec(clause)
  if (match === null) {
    return undefined
  }
  const text = match[0].replace(/[.?!]$/, '')
  // `Oslo, Norway` is one place.
  if (!/,[^,]*,| (?:and|or|&|vs\.?|versus) /.test(text)) {
    return undefined
  }
  const items = text.split(new RegExp(`${SEPARATOR}(?:and )?`, 'u')).map((one) => one.replace(/[.?!]$/, ''))
  // The first word of a sentence is capitalized, too.
  const [first = ''] = items
  const dropped =
    match.index === 0 && before === '' && /^\p{Lu}\p{Ll}* \p{Lu}/u.test(first) ? first.indexOf(' ') + 1 : 0
  return {
    start: match.index + dropped,
    end: match.index + text.length,
    items: [first.slice(dropped), ...items.slice(1)],
  }
}

function isSplit(
  clause: string,
  {
    list,
    kind,
    tool,
    properties,
  }: {
    list: ItemList
    kind: ItemKind
    tool: Tool
    properties: readonly (readonly [string, JsonObject])[]
  },
): boolean {
  const required = asArray(tool.parameters['required'])
  const scalars = properties.filter(
    ([, schema]) => schema['type'] !== 'array' && schema['type'] !== 'boolean',
  )
  const isOnlyOne = (name: string) =>
    (required.length === 1 ? required[0] === name : properties.length === 1) && !FREE_TEXT.test(name)
  const accepts = ([name, schema]: readonly [string, JsonObject]) =>
    (kind.parameters.source !== '.' && kind.parameters.test(name)) ||
    isOnlyOne(name) ||
    (kind.isNumeric === true && (schema['type'] === 'number' || schema['type'] === 'integer'))
  const takesList = properties.some(
    ([name, schema]) =>
      schema['type'] === 'array' &&
      (properties.length === 1 || kind.parameters.test(name) || required.includes(name)),
  )
  if (takesList) {
    return false
  }
  const places = scalars.filter(accepts).length
  const others = `${clause.slice(0, list.start)} ${clause.slice(list.end)}`
  const taken = places > 1 ? countItems(others.replace(/^\W*\p{L}+/u, ''), kind) : 0
  const free = places - taken
  return free > 0 ? free < list.items.length : places === 1
}

function countItems(text: string, { item, before = '' }: ItemKind): number {
  return before === '' ? [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${item})`, 'gu'))].length : 0
}
