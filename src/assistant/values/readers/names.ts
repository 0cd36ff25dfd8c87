import { STOP_WORDS, verbsOf } from '../../words.ts'
import type { Entity, EntityReader } from './entity.ts'
import { isKnownPlace } from './places.ts'

/** One capitalized word, also `O'Brien`, `McDonald`, `Jean-Luc`, `eBay`. */
const WORD = String.raw`(?:(?:Mr|Mrs|Ms|Dr|Prof|St)\.|\p{Lu}[\p{L}\p{M}\p{N}'\u2019&-]*|\p{Lu}\.)`

/** Particles inside of names: `Ludwig van Beethoven`, `Rio de Janeiro`. */
const PARTICLE = '(?:de|da|do|dos|del|della|di|van|von|der|den|la|le|al|bin|ibn|ten|ter|zu|of the|of|&)'

const NAME = new RegExp(
  String.raw`(?<![\p{L}\p{N}.@/_-])${WORD}(?: (?:${PARTICLE} ){0,2}${WORD}){0,5}(?![\p{L}\p{N}@_/])`,
  'gu',
)

/** Capitalized words that are not names. */
const NOT_NAMES =
  /^(?:i|i'm|i\u2019m|i'd|i'll|i've|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|json|xml|yaml|csv|html|css|pdf|api|url|sql|http|asap|fyi|ok|okay|yes|no|usd|eur|gbp|jpy|am|pm|celsius|fahrenheit|english|spanish|french|german|italian|portuguese|dutch|japanese|chinese|korean|russian|arabic|hindi|polish|swedish|turkish|todo|readme|bash|python|javascript|typescript|please|dear|hello|hi|hey|thanks|thank|regards|best|sincerely|cheers|user|assistant|system|question|answer|context|note|subject|from|to|date|re|cc)$/i

/** Titles before a person's name. */
const TITLE = /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Madam|Mme|Herr|Frau|Captain|Judge|Doctor)\.? /

/**
 * Names in capital letters. The first word of a sentence counts only if it looks like a name: two capitalized words, a
 * known place, or no common word or verb.
 */
export const readNames: EntityReader = (text) => {
  const names: Entity[] = []
  for (const match of text.matchAll(NAME)) {
    const [whole] = match
    const isStart = /(?:^|[.!?:;\n\u2022*-]\s*|["'\u201c(\u2018]\s?)$/u.test(
      text.slice(Math.max(0, match.index - 4), match.index),
    )
    addNames(names, { text: whole.replace(/['\u2019]s?$/, ''), start: match.index, isStart })
  }
  return names
}

function addNames(names: Entity[], found: { text: string; start: number; isStart: boolean }): void {
  let { text, start } = found
  if (found.isStart) {
    // `Weather in ...`, `Email Ana`, `Book Hotel Lux`: the first word is not a name.
    while (isCommonWord(firstOf(text))) {
      const length = firstOf(text).length + 1
      if (text.length < length) {
        return
      }
      start += length
      text = text.slice(length)
    }
  }
  const first = firstOf(text)
  if (NOT_NAMES.test(first) || (first.length < 2 && text.length < 4)) {
    const rest = text.slice(first.length + 1)
    if (rest !== '' && !/^\p{Ll}/u.test(rest)) {
      addNames(names, { text: rest, start: start + first.length + 1, isStart: false })
    }
    return
  }
  const last = lastOf(text)
  const trimmed = NOT_NAMES.test(last) && last !== text ? text.slice(0, -last.length - 1) : text
  names.push({ kind: 'name', text: trimmed, value: trimmed, start, end: start + trimmed.length })
}

function firstOf(text: string): string {
  return text.split(' ', 1)[0] ?? ''
}

function lastOf(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1)
}

/** Common first words of sentences, besides stop words and verbs. */
const COMMON =
  /^(?:weather|time|meeting|call|dinner|lunch|flight|hotel|order|ticket|team|customer|client|patient|invoice|contact|name|address|phone|company|product|price|total|new|great|good|bad|my|our|your|urgent|reminder|event|book|buy|add|remove|today|tomorrow|yesterday|tonight|next|this|let|remind|schedule|invite|meet|ask|tell|summarize|translate|classify|extract|rate|review|according|currently|however|also|since|although|after|before|because|when|while|both|each|every|all|some|many|most|several|there|here|sorry|unfortunately|overall|really|very|absolutely|terrible|amazing|love|hate|never|always|who|whose|whom|what|which|where|why|how|can|could|would|should|will|is|are|was|were|do|does|did|has|have|had|need|looking|going|navigate|directions|distance|cancel|pay|transfer|wire|dim|set|turn|switch|play|show|give|list|open|close|delete|write|read|run|compare|convert|calculate|compute|solve|check|track|get|find|search|send|email|text|message|reply|forward|post|share|create|make|generate|draw|update|change|move|rename|copy|start|stop|restart|deploy|merge|approve|reject|assign|escalate|recommend|suggest|plan|help|explain|describe|draft|compose|say|use|forecast|temperature|table|room|two|three|four|five|six|seven|eight|nine|ten|one|a|an|the)$/i

function isCommonWord(word: string): boolean {
  const lower = word.toLowerCase().replace(/['\u2019].*$/, '')
  return (
    word !== '' &&
    (COMMON.test(lower) || STOP_WORDS.has(lower) || verbsOf(lower).length > 0) &&
    !TITLE.test(`${word} `)
  )
}

/** The likely kind of a name. */
export type NameKind = 'person' | 'place' | 'organization' | 'any'

const ORGANIZATION =
  /\b(?:Inc|Corp|Corporation|GmbH|Ltd|LLC|LLP|AG|SE|PLC|Co|Company|Group|Holdings?|Technologies|Labs?|Systems|Solutions|Industries|Partners|University|College|Institute|Bank|Foundation|Studios?|Airlines?|Airways|Motors|Media|Software|Consulting|Logistics|Foods?|Bakery|Traders|Supplies|Stores?)\b\.?$/

const PERSON_BEFORE =
  /(?:\b(?:with|invite|inviting|ask|asking|tell|telling|call|calling|email|emailing|message|text|mr|mrs|ms|dr|prof|named|name is|name:|i am|i'm|i\u2019m|this is|by|between|meet|meeting|contact|contacted|remind|cc|assign(?:ed)? (?:it )?to|patient|customer|client|employee|user|author|dear|hi|hello|sincerely,?|regards,?|doctor|pay|paid|owes?)\.? |^@?)$/i

const PLACE_BEFORE =
  /\b(?:in|at|near|around|visit|visiting|live[sd]? in|based in|located in|born in|moved to|flying to|fly to|travel(?:l?ing)? to|trip to|flights? to|flights? from|weather (?:in|for|of)|time in|capital of|from|to|for|of) $/i

const ORGANIZATION_BEFORE =
  /\b(?:at|from|works? (?:at|for)|worked (?:at|for)|joined|joins|employed by|ceo of|cto of|founder of|founded|acquired|company|vendor|supplier) $/i

/**
 * Returns how well a name fits a kind, by its form and the words before it.
 *
 * @param before the text before the name
 * @param after the text after the name
 * @returns at most 2; negative if it is of another kind
 */
export function fitOfName(
  name: string,
  kind: NameKind,
  { before, after }: { before: string; after: string },
): number {
  const isOrganization = ORGANIZATION.test(name)
  const isPlace = isKnownPlace(name)
  const isPerson =
    TITLE.test(name) ||
    /^(?:'s|\u2019s)? ?(?:is|was|will|has|and|would|wants|said|says|asked|ordered|works|lives|needs|\(\d)/.test(
      after,
    )
  switch (kind) {
    case 'person':
      return isOrganization || isPlace
        ? -1
        : PERSON_BEFORE.test(before) || isPerson
          ? 1.5
          : /^\S+ \S+$/.test(name)
            ? 1
            : 0.6
    case 'place':
      return isPlace ? 2 : isOrganization || TITLE.test(name) ? -1 : PLACE_BEFORE.test(before) ? 1.5 : 0.3
    case 'organization':
      return isOrganization ? 2 : isPlace ? -1 : ORGANIZATION_BEFORE.test(before) ? 1.5 : 0.2
    default:
      return 0.8
  }
}
