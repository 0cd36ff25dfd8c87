import type { Entity } from './readers/entity.ts'
import type { Evidence } from './evidence.ts'
import { convertDuration } from './readers/numbers.ts'
import { slotOf, snakeCase, type SlotProperty } from './slots.ts'

/** Facts that decide the form of a value. */
export interface RenderOptions {
  property: SlotProperty
  evidence: Evidence
  /** True for a structured output, which keeps words such as `Friday`. */
  isOutput: boolean
  /** True if the object has a property of its own for the time of a date. */
  hasTimeProperty: boolean
}

/** Descriptions of dates in ISO 8601. */
const ISO_HINT = /\bISO\b|YYYY|8601|\d{4}-\d\d-\d\d|RFC ?3339/i

/** @returns an entity as the string that a property takes */
export function renderText(entity: Entity, options: RenderOptions): string {
  const { property, evidence } = options
  const { name, description, format } = property
  const value = String(entity.value)
  switch (entity.kind) {
    case 'date':
      return renderDate(entity, options)
    case 'time':
      return renderTime(value, options)
    case 'money':
      return /currency|ccy/i.test(name) ? (entity.unit ?? entity.text) : entity.text
    case 'measure':
      return /unit/i.test(name) ? (entity.unit ?? entity.text) : entity.text
    case 'number':
      return entity.text
    case 'language': {
      const wantsCode =
        /code|iso|locale/i.test(name) || /\b(?:ISO|code)\b|["'`(][a-z]{2}["'`),]/.test(description)
      return wantsCode && entity.unit !== undefined ? entity.unit : value
    }
    case 'url':
      return (format === 'uri' || format === 'url') && !/^\w+:\/\//.test(value) ? `https://${value}` : value
    case 'name':
      return slotOf(property).nameKind === 'place' && !/city|cities|town|country/i.test(name)
        ? withRegion(entity, evidence)
        : value
    default:
      return value
  }
}

/** @returns an entity as a number: the amount of money, the count of a measure, the year of a date */
export function renderNumber(
  entity: Entity,
  { property: { name, description } }: RenderOptions,
): number | undefined {
  const { kind, value, unit } = entity
  if (kind === 'date') {
    return Number(String(value).slice(0, 4))
  }
  if (kind === 'code') {
    return /^\d{1,15}$/.test(String(value)) ? Number(value) : undefined
  }
  if (typeof value !== 'number') {
    return undefined
  }
  if (kind === 'money') {
    return /cents/i.test(name) ? Math.round(value * 100) : value
  }
  const hint = /\b(?:in|as|of) (seconds|minutes|hours|days|milliseconds|ms)\b/i.exec(description)?.[1] ?? ''
  return kind === 'measure' && unit !== undefined
    ? convertDuration(value, unit, hint === '' ? name : hint)
    : value
}

function renderDate(
  entity: Entity,
  { property, evidence, isOutput, hasTimeProperty }: RenderOptions,
): string {
  const { format, description, name } = property
  const date = String(entity.value).slice(0, 10)
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) {
    return entity.text
  }
  const isIso = format !== undefined || ISO_HINT.test(description)
  if (entity.unit === 'relative' && isOutput && !isIso) {
    return entity.text
  }
  const isMoment =
    format === 'date-time' ||
    (slotOf(property).isMoment === true && format !== 'date' && !/date$|day$/.test(snakeCase(name)))
  if (!isMoment || (hasTimeProperty && format !== 'date-time')) {
    return date
  }
  if (entity.unit === 'time') {
    return format === 'date-time' && !/Z$|[+-]\d\d:?\d\d$/.test(entity.text) ? `${entity.text}Z` : entity.text
  }
  const times = evidence.of('time')
  const isEnd = /end|until|finish|(?:^|_)to$/.test(snakeCase(name))
  const time = (isEnd ? times[1] : undefined) ?? times[0]
  if (time === undefined) {
    return format === 'date-time' ? `${date}T00:00:00Z` : date
  }
  const zone = format === 'date-time' ? 'Z' : ''
  return `${date}T${String(time.value)}:00${zone}`
}

function renderTime(value: string, { property: { format, name }, evidence }: RenderOptions): string {
  const today = new Date(evidence.now * 1000).toISOString().slice(0, 10)
  if (format === 'date-time') {
    const date = evidence.of('date')[0]?.value ?? today
    return `${String(date).slice(0, 10)}T${value}:00Z`
  }
  if (format === 'time') {
    return `${value}:00Z`
  }
  const date = /date_?time|timestamp|(?:start|end)_?time|^when$|_at$/.test(snakeCase(name))
    ? evidence.of('date')[0]
    : undefined
  return date === undefined ? value : `${String(date.value).slice(0, 10)}T${value}:00`
}

/** `Oslo, Norway` is one place, `Oslo, Rome and Paris` are three. */
function withRegion(entity: Entity, { text }: Evidence): string {
  const after = text.slice(entity.end, entity.end + 60)
  const region =
    /^, (\p{Lu}[\p{L}\p{M}.]*(?: \p{Lu}[\p{L}\p{M}]*)?)(?!,? (?:and|or|&)\b|, \p{Lu}|[\p{L}])/u.exec(
      after,
    )?.[1]
  return region === undefined ? String(entity.value) : `${String(entity.value)}, ${region.replace(/\.$/, '')}`
}
