import type { EntityKind } from './readers/entity.ts'
import type { NameKind } from './readers/names.ts'
import type { TextUse } from './phrases.ts'

/** The values that a property takes. */
export interface Slot {
  /** Accepted kinds, best first. */
  kinds: readonly EntityKind[]
  nameKind?: NameKind
  /** Words before the value that fit, and words that do not. */
  before?: RegExp
  notBefore?: RegExp
  /** Units of measures that fit. */
  unit?: RegExp
  /** The part of the question to take if there is no value. */
  use?: TextUse
  /** True if date and time are combined. */
  isMoment?: boolean
}

const START =
  /\b(?:from|between|starting|start(?:s|ing)?(?: (?:on|at|from))?|since|after|beginning|arriving|check(?:ing)?[- ]?in(?: on)?|leaving|departing|depart|out on)(?: on)? (?:the )?$/i
const END =
  /\b(?:to|until|till|through|and|ending|before|by|due|returning|return|back|check(?:ing)?[- ]?out|end(?:s|ing)?)(?: (?:on|at|by))? (?:the )?$|[-\u2013] ?$/i
const FROM = /\b(?:from|leaving|departing|out of|between|starting (?:at|in)|based in|origin:?) $/i
const TO = /\b(?:to|into|towards?|and|arriving (?:at|in)|for|destination:?|visit) $/i
const UPPER =
  /\b(?:under|below|less than|at most|up to|max(?:imum)?(?: of)?|no more than|cheaper than|within|not exceed(?:ing)?|fewer than|younger than|before) $|(?:<=?|\u2264) ?$|\bto $|\band $/i
const LOWER =
  /\b(?:over|above|more than|at least|min(?:imum)?(?: of)?|no less than|greater than|older than|from|between|starting at|after) $|(?:>=?|\u2265) ?$/i

/** Slots of text properties by snake-case name; the first match applies. */
const TEXT_SLOTS: readonly (readonly [name: RegExp, slot: Slot])[] = [
  [/(?:^|_)e_?mails?(?:_address(?:es)?)?$|^b?cc$|_emails?_/, { kinds: ['email'] }],
  [/(?:^|_)(?:url|uri|href|link|website|web_?page|webhook|endpoint|homepage)s?$/, { kinds: ['url'] }],
  [/phone|mobile|(?:^|_)tel(?:ephone)?$|(?:^|_)fax$/, { kinds: ['phone'] }],
  [
    /^(?:recipients?|to|tos)(?:_(?:name|address|user))?$|^(?:send|mail)_to$/,
    {
      kinds: ['email', 'phone', 'name', 'place', 'code', 'path', 'currency', 'date'],
      nameKind: 'person',
      before: TO,
      notBefore: FROM,
    },
  ],
  [
    /(?:^|_)(?:attendee|participant|invitee|guest|recipient|member|assignee|people|person|contact)s?(?:_names?)?$/,
    { kinds: ['email', 'name'], nameKind: 'person' },
  ],
  [
    /(?:^|_)(?:street|shipping|billing|delivery|postal|home|mailing|full|pickup|dropoff)?_?address(?:_line)?(?:_?\d)?$|^street$/,
    { kinds: ['address', 'name', 'place'], nameKind: 'place' },
  ],
  [
    /(?:^|_)(?:answer|response|explanation|reasoning|thoughts?|thinking|analysis|feedback|rationale|summary|conclusion|setup|punchline|output|result|moral|critique|plan|hypothesis|story|poem|essay|translation)$/,
    { kinds: [] },
  ],
  [/(?:^|_)units?$/, { kinds: ['measure'] }],
  [/^(?:code|source_code|snippet|python_code)$/, { kinds: ['code', 'quoted'], use: 'code' }],
  [
    /expression|equation|formula|(?:^|_)expr$|calculation|(?:^|_)math/,
    { kinds: ['equation', 'quoted'], use: 'source' },
  ],
  [
    /^(?:from|source|base|src)_?(?:currency|curr|ccy)$|^currency_?from$/,
    { kinds: ['currency', 'money'], before: FROM, notBefore: /\b(?:to|in|into) $/i },
  ],
  [
    /^(?:to|target|dest\w*|quote)_?(?:currency|curr|ccy)$|^currency_?to$/,
    { kinds: ['currency'], before: /\b(?:to|in|into) $/i, notBefore: FROM },
  ],
  [/currency|(?:^|_)ccy$/, { kinds: ['currency', 'money'] }],
  [/^(?:from|source|src)_?lang\w*$/, { kinds: ['language'], before: FROM, notBefore: /\b(?:to|in|into) $/i }],
  [
    /^(?:to|target|dest\w*|tgt)_?lang\w*$/,
    { kinds: ['language'], before: /\b(?:to|in|into) $/i, notBefore: FROM },
  ],
  [/(?:^|_)lang(?:uage)?(?:_code)?s?$|^locale$/, { kinds: ['language'] }],
  [
    /^(?:start|begin|since)(?:s|ing)?(?:_?(?:date_?time|time|at|date|day|on))?$|^from_(?:date|time|day)$|^(?:date|time)_?(?:from|start)$|(?:check_?in|pick_?up|depart\w*|outbound|arrival|start)(?:_?(?:date|day))$|^check_?in$|^after$/,
    { kinds: ['date', 'time', 'place', 'path'], before: START, notBefore: END, isMoment: true },
  ],
  [
    /^(?:end|finish|until|till)(?:s|ing)?(?:_?(?:date_?time|time|at|date|day|on))?$|^to_(?:date|time|day)$|^(?:date|time)_?(?:to|end)$|(?:check_?out|drop_?off|return|inbound|end)(?:_?(?:date|day))$|^check_?out$|^before$|^until$/,
    { kinds: ['date', 'time', 'place', 'path'], before: END, notBefore: START, isMoment: true },
  ],
  [
    /(?:^|_)(?:date_?time|timestamp|when|scheduled?_(?:at|for)|remind_at|due_at|deadline|run_at|send_at)$/,
    { kinds: ['date', 'time'], isMoment: true },
  ],
  [
    /(?:^|_)(?:date|day|birthday|dob|due|birth_?date|deadline|month|week)s?$|^(?:due|on)_|^date_|_on$/,
    { kinds: ['date'] },
  ],
  [/(?:^|_)(?:time|hour|alarm)s?$|^at$|_time$/, { kinds: ['time'] }],
  [
    /^(?:old|src|source|input|original|current)_?(?:path|file|name|filename|dir|folder)?s?$|^from_?(?:path|file|dir|folder)$/,
    { kinds: ['path', 'place', 'url'], before: FROM },
  ],
  [
    /^(?:new|dst|dest|destination|target|output|to)_?(?:path|file|filename|dir|folder)s?$/,
    { kinds: ['path', 'place'], before: /\b(?:to|into|as) $/i, notBefore: FROM },
  ],
  [
    /path|file(?:_?name)?s?$|(?:^|_)dir(?:ectory)?$|folder|^cwd$|work_?dir|(?:^|_)glob$|^notebook$/,
    { kinds: ['path', 'quoted'] },
  ],
  [
    /^(?:origin|departure|from|depart_from|start)(?:_(?:city|airport|location|station|address|place|code))?$|(?:from|origin|departure|start)_(?:city|airport|location|station|address)/,
    {
      kinds: ['name', 'address', 'place', 'code', 'path', 'email', 'currency', 'date'],
      nameKind: 'place',
      before: FROM,
      notBefore: /\b(?:to|into|in) $/i,
    },
  ],
  [
    /^(?:destination|arrival|to|dest|end)(?:_(?:city|airport|location|station|address|place|code))?$|(?:to|dest|destination|arrival|end)_(?:city|airport|location|station|address)/,
    {
      kinds: ['name', 'address', 'place', 'code', 'path', 'currency', 'date'],
      nameKind: 'place',
      before: TO,
      notBefore: FROM,
    },
  ],
  [/(?:^|_)(?:ticker|symbol)s?$/, { kinds: ['code', 'quoted', 'name'] }],
  [
    /(?:^|_)(?:city|cities|town|location|country|countries|region|place|destination|airport|venue|area|capital|timezone|neighborhood|locality|county|province|station)s?(?:_name)?$|^(?:near|where|state|city_\w+|loc)$/,
    { kinds: ['name', 'place', 'quoted', 'code', 'address'], nameKind: 'place' },
  ],
  [
    /(?:^|_)(?:company|employer|organi[sz]ation|org|vendor|merchant|supplier|brand|store|bank|airline|business|manufacturer|client_company|institution|school|university|publisher)(?:_?name)?s?$/,
    { kinds: ['name', 'quoted'], nameKind: 'organization' },
  ],
  [
    /(?:^|_)(?:repo|repository|owner|branch|channel|project|workspace|board|list|playlist|database|db|table|collection|team|department|queue|topic_name|bucket|cluster|service|environment|env|app|package|module|model|device|room|zone|door|light|category_name|tag|label|folder_name|sheet|field|column)(?:_?(?:name|id|slug))?s?$/,
    { kinds: ['code', 'path', 'name', 'quoted'], nameKind: 'any' },
  ],
  [
    /_?ids?$|(?:^|_)(?:code|number|no|num|sku|isbn|ref(?:erence)?|tracking|ticket|order|invoice|case|seat|plate|coupon|booking|reservation|hash|commit|sha|version|key|flight|identifier|uuid|serial|zip|zip_?code|postal_?code|iban|pin|token|account|pnr|confirmation)s?(?:_?(?:number|code|no|num|id))?$/,
    { kinds: ['code', 'number', 'quoted', 'email'] },
  ],
  [
    /^(?:first|given|last|family|sur|full|middle|nick|display|user|customer|patient|person|employee|contact|author|client|guest|sender|manager|doctor|player|student|passenger|member|owner|assignee|reporter|candidate|artist|director|speaker|host|provider|agent|driver)_?(?:name)?$|^(?:name|with|who|whom)$|(?:_|^)(?:author|artist|person|doctor|user|assignee|customer|employee|patient|manager)(?:_?name)?$/,
    { kinds: ['name', 'quoted'], nameKind: 'person' },
  ],
  [/^(?:command|cmd|commands?|shell_command|bash)$|_command$/, { kinds: ['quoted'], use: 'command' }],
  [
    /^(?:code|script|snippet|program|sql|source_code|python_code|statement_sql)$|(?:^|_)(?:code|sql)$/,
    { kinds: ['quoted'], use: 'code' },
  ],
  [
    /(?:^|_)(?:pattern|regex|regexp|needle|search_?(?:term|string|text)|keyword|term|word|phrase|old_?(?:string|str|text)|find)s?$/,
    { kinds: ['quoted', 'path'], use: 'query' },
  ],
  [
    /(?:^|_)(?:title|subject|headline|heading|summary_line|event|event_name|task|task_name|todo|label|meeting|activity|reminder|name)$/,
    { kinds: ['quoted'], use: 'title' },
  ],
  [
    /(?:^|_)(?:q|query|queries|question|search|prompt|input|request|keywords?|search_query|user_query|instructions?|ask|goal)$/,
    { kinds: ['quoted'], use: 'query' },
  ],
  [
    /(?:^|_)(?:message|content|contents|body|note|notes|comment|tweet|caption|reply|new_?(?:string|str|text|content)|value|memory|fact|status_text|data|post)$/,
    { kinds: ['quoted'], use: 'message' },
  ],
  [
    /(?:^|_)(?:text|sentence|phrase|source_text|document|passage|review|transcript|paragraph|string|input_text)$/,
    { kinds: ['quoted'], use: 'source' },
  ],
  [
    /(?:^|_)(?:product|item|article|goods|merchandise|product_name|item_name|device)s?$|^(?:product|item)_/,
    { kinds: ['quoted', 'name'], nameKind: 'any', use: 'product' },
  ],
  [
    /(?:^|_)(?:topic|theme|subject_matter|about|description|details?|scene|concept|dish|ingredient|food|genre|cuisine|song|track|album|movie|film|book|game)s?$/,
    { kinds: ['quoted', 'name'], nameKind: 'any', use: 'topic' },
  ],
  [/(?:^|_)(?:reason|cause|justification|why)$/, { kinds: [], use: 'reason' }],
]

/** Slots by the `format` of a string. */
const FORMAT_SLOTS: Readonly<Record<string, Slot>> = {
  email: { kinds: ['email'] },
  'idn-email': { kinds: ['email'] },
  uri: { kinds: ['url'] },
  url: { kinds: ['url'] },
  iri: { kinds: ['url'] },
  date: { kinds: ['date'] },
  time: { kinds: ['time'] },
  'date-time': { kinds: ['date', 'time'], isMoment: true },
  uuid: { kinds: ['code'] },
}

/** Slots of number properties. */
const NUMBER_SLOTS: readonly (readonly [name: RegExp, slot: Slot])[] = [
  [/(?:^|_)(?:lat|latitude|lng|lon|longitude|population|score|confidence|probability)(?:_|$)/, { kinds: [] }],
  [
    /(?:min|minimum|at_least|lower|from|low)_?(?:price|amount|budget|cost|value|salary|rating|age|size|beds?|bedrooms)?$|^(?:min|minimum|from|low)_/,
    { kinds: ['money', 'number', 'measure'], before: LOWER, notBefore: UPPER },
  ],
  [
    /(?:max|maximum|at_most|upper|to|high|limit)_?(?:price|amount|budget|cost|value|salary|rating|age|size)$|^(?:max|maximum|to|high)_|budget/,
    { kinds: ['money', 'number', 'measure'], before: UPPER, notBefore: LOWER },
  ],
  [
    /price|cost|amount|budget|total|salary|balance|fee|rate|principal|payment|income|tip|bill|discount_amount|value_usd|money|deposit|loan/,
    { kinds: ['money', 'number', 'measure'] },
  ],
  [
    /temp(?:erature)?|degrees|celsius|fahrenheit/,
    { kinds: ['measure', 'number'], unit: /celsius|fahrenheit|kelvin|degree/ },
  ],
  [
    /percent|pct|brightness|volume|level|interest|discount|opacity|humidity/,
    { kinds: ['measure', 'number'], unit: /percent/ },
  ],
  [
    /duration|minutes|hours|seconds|timeout|delay|_ms$|_secs?$|interval|length_of_stay|nights|(?:^|_)days$|weeks|months|(?:^|_)term|tenure|years/,
    { kinds: ['measure', 'number'], unit: /second|minute|hour|day|night|week|month|year/ },
  ],
  [
    /distance|radius|height|length|width|depth|(?:^|_)km|miles|elevation|size_m/,
    { kinds: ['measure', 'number'], unit: /km|mile|cm|mm|meter|foot|inch|yard/ },
  ],
  [/weight|mass|(?:^|_)kg|grams|lbs/, { kinds: ['measure', 'number'], unit: /kg|gram|pound|ounce/ }],
  [/(?:^|_)year$/, { kinds: ['number', 'date'] }],
  [/(?:^|_)age$/, { kinds: ['number', 'measure'], unit: /year/, before: /\b(?:age|aged|am|is|turned) $/i }],
  [/(?:^|_)(?:id|number|code|issue|pr|line|row|port|seat|floor|page)(?:_|$)/, { kinds: ['number', 'code'] }],
  [/./, { kinds: ['number', 'measure', 'money'] }],
]

/** A property, as far as its value can be chosen. */
export interface SlotProperty {
  name: string
  description: string
  format?: string | undefined
  isNumber: boolean
  /** The name that says what the value is, if the property's own name does not. */
  meaning?: string
  /** True for a member of a structured output. */
  isOutput?: boolean
}

/** Texts that are written, not found. */
const ANY_OUTPUT: Slot = { kinds: ['quoted'] }

const ANY_TEXT: Slot = { kinds: ['quoted', 'name', 'code'], nameKind: 'any' }

/** @returns the values that fit a property, by its format, name and description */
export function slotOf({ name, meaning, description, format, isNumber, isOutput }: SlotProperty): Slot {
  const byFormat =
    format === undefined || !Object.hasOwn(FORMAT_SLOTS, format) ? undefined : FORMAT_SLOTS[format]
  const key = snakeCase(meaning ?? name)
  if (isNumber) {
    return NUMBER_SLOTS.find(([pattern]) => pattern.test(key))?.[1] ?? ANY_TEXT
  }
  const byName = TEXT_SLOTS.find(([pattern]) => pattern.test(key))?.[1]
  if (byFormat !== undefined) {
    return {
      ...byFormat,
      ...(byName?.before !== undefined && { before: byName.before }),
      ...(byName?.notBefore !== undefined && { notBefore: byName.notBefore }),
    }
  }
  return byName ?? byDescription(description) ?? (isOutput === true ? ANY_OUTPUT : ANY_TEXT)
}

/** Slots by words of the description, for names that have no meaning of their own. */
const DESCRIBED: readonly (readonly [description: RegExp, name: string])[] = [
  [/\be-?mail address/i, 'email'],
  [/\burl\b|\blink\b/i, 'url'],
  [/\bphone\b/i, 'phone'],
  [/\bYYYY-MM-DD\b|\bISO(?: 8601)? date\b|\bthe date\b/i, 'date'],
  [/\bHH:MM\b|\btime of day\b/i, 'time'],
  [/\b(?:city|town|country|location|place)\b/i, 'city'],
  [/\b(?:path|file|folder|directory)\b/i, 'path'],
  [/\b(?:shell|bash|terminal) command\b|\bcommand (?:to run|line)\b/i, 'command'],
  [/\b(?:id|identifier|code|number) of\b|\bunique id/i, 'id'],
  [/\b(?:name of the person|person's name|full name|who)\b/i, 'person'],
  [/\b(?:search (?:query|term)|query|what to (?:search|look) for|question)\b/i, 'query'],
  [/\b(?:message|content|body)\b/i, 'message'],
  [/\b(?:title|subject)\b/i, 'title'],
  [/\btext (?:to|that)\b|\bthe text\b/i, 'text'],
  [/\btopic\b/i, 'topic'],
]

function byDescription(description: string): Slot | undefined {
  const name = DESCRIBED.find(([pattern]) => pattern.test(description.slice(0, 300)))?.[1]
  return name === undefined ? undefined : TEXT_SLOTS.find(([pattern]) => pattern.test(name))?.[1]
}

/** @returns `check_in` for `checkIn` and `Check-In` */
export function snakeCase(name: string): string {
  return name
    .replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, '_')
    .replaceAll(/[-\s.]+/g, '_')
    .toLowerCase()
}
