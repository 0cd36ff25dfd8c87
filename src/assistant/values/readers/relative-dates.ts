import { patternReader, type EntityReader } from './entity.ts'
import { numberOf, NUMBER_WORD } from './number-words.ts'

const DAY_SECONDS = 86_400

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** Days from today. */
const NAMED_DAYS: Readonly<Record<string, number>> = {
  today: 0,
  tonight: 0,
  'this evening': 0,
  'this afternoon': 0,
  'this morning': 0,
  tomorrow: 1,
  yesterday: -1,
  'the day after tomorrow': 2,
  'day after tomorrow': 2,
}

const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, year: 365 }

/** Dates relative to the request's clock: `tomorrow`, `next Friday`, `in three days`. */
export const readRelativeDates: EntityReader = patternReader(
  'date',
  new RegExp(
    [
      String.raw`\b(?<named>(?:the )?day after tomorrow|tomorrow|today|tonight|yesterday|this (?:evening|afternoon|morning))\b`,
      String.raw`\b(?:(?<which>this|next|last|coming) )?(?<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b`,
      String.raw`\b(?<relation>next|last) (?<period>week|month|year)\b`,
      String.raw`\bin (?<count>\d{1,3}|${NUMBER_WORD}) (?<unit>day|week|month|year)s?\b`,
      String.raw`\b(?<ago>\d{1,3}|${NUMBER_WORD}) (?<past>day|week|month|year)s? ago\b`,
    ].join('|'),
    'gi',
  ),
  (text, { groups = {} }, { now }) => {
    const days = daysFromToday(groups, now)
    return days === undefined
      ? { value: text }
      : { value: new Date((now + days * DAY_SECONDS) * 1000).toISOString().slice(0, 10), unit: 'relative' }
  },
)

function daysFromToday(groups: Record<string, string | undefined>, now: number): number | undefined {
  const { named, which, weekday, relation, period, count, unit, ago, past } = groups
  if (named !== undefined) {
    return NAMED_DAYS[named.toLowerCase()]
  }
  if (weekday !== undefined) {
    const today = new Date(now * 1000).getUTCDay()
    const ahead = (WEEKDAYS.indexOf(weekday.toLowerCase()) - today + 7) % 7
    return which?.toLowerCase() === 'last' ? (ahead === 0 ? -7 : ahead - 7) : ahead === 0 ? 7 : ahead
  }
  if (period !== undefined) {
    return (UNIT_DAYS[period.toLowerCase()] ?? 7) * (relation?.toLowerCase() === 'last' ? -1 : 1)
  }
  if (count !== undefined && unit !== undefined) {
    return (numberOf(count) ?? 1) * (UNIT_DAYS[unit.toLowerCase()] ?? 1)
  }
  return ago === undefined || past === undefined
    ? undefined
    : -(numberOf(ago) ?? 1) * (UNIT_DAYS[past.toLowerCase()] ?? 1)
}
