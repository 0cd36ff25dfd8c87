import { splitWords, stem } from '../words.ts'
import type { Entity } from './readers/entity.ts'
import type { Evidence } from './evidence.ts'
import { fitOfName } from './readers/names.ts'
import { findBeforeLabel, findLabeled, findPhrase } from './phrases.ts'
import { slotOf, type Slot, type SlotProperty } from './slots.ts'

/** A property that needs a value. */
export interface WantedProperty extends SlotProperty {
  isRequired: boolean
}

/** A value that the question names for a property. */
export interface Assigned {
  /** The entity, or undefined for a phrase. */
  entity?: Entity | undefined
  text: string
  /** At least `MIN_OPTIONAL` for a value that optional properties take, too. */
  score: number
}

/** Optional properties take values from this score on. */
export const MIN_OPTIONAL = 2.5

/** Optional members of a structured output take values from this score on. */
export const MIN_OPTIONAL_OUTPUT = 1.45

/** Required properties take values from this score on. */
const MIN_REQUIRED = 0.5

const LABELED_SCORE = 5
const PHRASE_SCORE = 3
const REQUIRED_BONUS = 0.25

interface Candidate extends Assigned {
  property: WantedProperty
}

/**
 * Assigns the values of a question to the properties of an object: the best pair first, and each value once.
 *
 * @param options `used` has the values of other objects, and gets the assigned ones; `minOptional` is the least score for
 *   optional properties
 * @returns the values by property name
 */
export function assignValues(
  properties: readonly WantedProperty[],
  evidence: Evidence,
  { used, minOptional = MIN_OPTIONAL }: { used: Set<Entity>; minOptional?: number },
): Map<string, Assigned> {
  const candidates = properties.flatMap((property) =>
    candidatesFor(property, evidence, { used, threshold: property.isRequired ? MIN_REQUIRED : minOptional }),
  )
  const sorted = candidates.toSorted(
    (one, other) => rank(other) - rank(one) || (one.entity?.start ?? 0) - (other.entity?.start ?? 0),
  )
  const assigned = new Map<string, Assigned>()
  const taken: Taken[] = [...used].map((entity) => ({ entity, isAmount: false }))
  const phrases: string[] = []
  for (const { property, entity, text, score } of sorted) {
    const isAmount = property.isNumber
    const isFree =
      entity === undefined
        ? !phrases.includes(phraseKey(text))
        : !taken.some((other) => overlaps({ entity, isAmount }, other))
    if (!assigned.has(property.name) && isFree) {
      assigned.set(property.name, { entity, text, score })
      if (entity === undefined) {
        phrases.push(phraseKey(text))
      } else {
        taken.push({ entity, isAmount })
        used.add(entity)
      }
    }
  }
  return assigned
}

function rank({ score, property }: Candidate): number {
  return score + (property.isRequired ? REQUIRED_BONUS : 0)
}

function phraseKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/^(?:the|an?) /, '')
    .replace(/[.!?]+$/, '')
}

/** A value that a property has, and whether it takes the number of it. */
interface Taken {
  entity: Entity
  isAmount: boolean
}

/** The same words are not for two properties, except the amount and the unit of `20 EUR`. */
function overlaps({ entity: one, isAmount }: Taken, { entity: other, isAmount: hasAmount }: Taken): boolean {
  const isOther =
    one.kind === 'equation' ||
    other.kind === 'equation' ||
    (one === other && (one.kind === 'money' || one.kind === 'measure') && isAmount !== hasAmount)
  return one.start < other.end && other.start < one.end && !isOther
}

function candidatesFor(
  property: WantedProperty,
  evidence: Evidence,
  { used, threshold }: { used: ReadonlySet<Entity>; threshold: number },
): Candidate[] {
  const slot = slotOf(property)
  const words = splitWords(property.name)
  const labeled = findLabeled(evidence.text, words)
  const candidates: Candidate[] = []
  for (const entity of evidence.entities) {
    const score = used.has(entity) ? 0 : scoreEntity(entity, { slot, words, evidence, property, labeled })
    if (score >= threshold) {
      candidates.push({ property, entity, text: entity.text, score })
    }
  }
  if (property.isNumber) {
    return candidates
  }
  if (
    labeled !== undefined &&
    !slot.kinds.some((kind) => ['date', 'time', 'email', 'url', 'phone'].includes(kind))
  ) {
    candidates.push({ property, text: labeled, score: LABELED_SCORE })
  }
  const noun =
    slot.nameKind === 'any' && slot.use === undefined ? findBeforeLabel(evidence.text, words) : undefined
  if (noun !== undefined) {
    candidates.push({ property, text: noun, score: PHRASE_SCORE })
  }
  // Messages of a structured output are written, not found.
  const isWritten = property.isOutput === true && (slot.use === 'message' || slot.use === 'source')
  const phrase = slot.use === undefined || isWritten ? undefined : findPhrase(evidence, slot.use)
  if (phrase !== undefined) {
    candidates.push({ property, text: phrase.text, score: PHRASE_SCORE })
  }
  return candidates
}

interface Scoring {
  slot: Slot
  words: readonly string[]
  evidence: Evidence
  property: WantedProperty
  labeled: string | undefined
}

/** Kinds that are unmistakable: an optional property takes them without further words. */
const CLEAR_KINDS = new Set<Entity['kind']>([
  'url',
  'email',
  'phone',
  'date',
  'time',
  'path',
  'money',
  'language',
  'currency',
])

function scoreEntity(entity: Entity, { slot, words, evidence, property, labeled }: Scoring): number {
  const at = slot.kinds.indexOf(entity.kind)
  if (at === -1) {
    return 0
  }
  const before = evidence.text.slice(Math.max(0, entity.start - 40), entity.start)
  const after = evidence.text.slice(entity.end, entity.end + 40)
  let score = 2 - at * 0.35 + (CLEAR_KINDS.has(entity.kind) && at === 0 ? 1 : 0)
  if (slot.before?.test(before) === true) {
    score += 1.2
  } else if (slot.notBefore?.test(before) === true) {
    score -= 1.6
  }
  if (entity.kind === 'name' || entity.kind === 'place') {
    const fit =
      entity.kind === 'place'
        ? slot.nameKind === 'place'
          ? 0.9
          : -2
        : fitOfName(entity.text, slot.nameKind ?? 'any', { before, after })
    score += fit - 1 - asidePenalty(evidence.text, entity.start)
  }
  if (entity.kind === 'quoted' && at === 0 && slot.use !== undefined) {
    score += 1.2
  }
  if (entity.kind === 'path' && entity.text.includes('*')) {
    score += words.some((word) => /glob|pattern|include|match/.test(word)) ? 2.5 : -1.5
  }
  if (entity.kind === 'number' && slot.kinds[0] === 'code' && evidence.of('code').length > 0) {
    score -= 1.7
  }
  if (entity.kind === 'measure' && property.isNumber) {
    score += slot.unit === undefined ? -0.8 : slot.unit.test(entity.unit ?? '') ? 1.2 : -1.4
  }
  if (property.isNumber && entity.kind === 'number') {
    // A plain number fits any property a little.
    score -= slot.unit === undefined && slot.kinds[0] === 'number' ? 0.6 : 0.3
  }
  return (
    score +
    Math.max(
      nearWords(words, before, after),
      property.isNumber && !property.isRequired ? nearDescription(property.description, before, after) : 0,
    ) +
    (labeled !== undefined && labeled.includes(entity.text) ? 1.5 : 0)
  )
}

/** `I am in Berlin.` before the question is rarely what it asks for. */
function asidePenalty(text: string, at: number): number {
  const sentence =
    text
      .slice(0, at)
      .split(/[.!?]\s/)
      .at(-1) ?? ''
  const isAside = /^\W*(?:i|we|my|our|i['\u2019]m|we['\u2019]re|he|she|they)\b/i.test(sentence)
  return isAside && /[.!?]\s+\S/.test(text.slice(at)) ? 0.7 : 0
}

/** The value is next to two words of the description: `the first 20 lines`. */
function nearDescription(description: string, before: string, after: string): number {
  const keys = new Set(splitWords(description.slice(0, 200)).map(stem))
  const near = splitWords(`${before.slice(-20)} ${/^\W?[\p{L}-]+/u.exec(after)?.[0] ?? ''}`)
  const shared = near.slice(-3).filter((word) => !STOP_WORDS_NEAR.test(word) && keys.has(stem(word)))
  return shared.length > 1 ? 1.3 : 0
}

const STOP_WORDS_NEAR = /^(?:the|a|an|of|to|in|for|and|or|is|are|me|my|with|on|at|by)$/

/** The value is next to a word of the property's name: `room 12`, `3 guests`. */
function nearWords(words: readonly string[], before: string, after: string): number {
  const keys = words.filter((word) => word.length > 2 && !GENERIC.has(word)).map(stem)
  if (keys.length === 0) {
    return 0
  }
  const [, previous = ''] = /((?:[\p{L}]+\W+){1,3})$/u.exec(before.replace(/.*[.!?;,]\s/s, '')) ?? []
  const [next = ''] = /^\W?(?:\s?[\p{L}-]+){1,2}/u.exec(after) ?? []
  const near = splitWords(`${previous} ${next}`).map(stem)
  return keys.some((key) => near.includes(key)) ? 1.6 : 0
}

const GENERIC: ReadonlySet<string> = new Set([
  'name',
  'number',
  'value',
  'text',
  'the',
  'num',
  'max',
  'min',
  'new',
  'for',
])
