import type { Entity, EntityReader, ReadingContext } from './entity.ts'
import { readRelativeDates } from './relative-dates.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'

/** `2026-03-05`, `2026/3/5`, `March 5, 2026`, `5th of March`, `05.03.2026`, `3/5/2026`. */
const DATE = new RegExp(
  [
    String.raw`(?<![\w-])(?<y1>\d{4})[-/.](?<m1>\d{1,2})[-/.](?<d1>\d{1,2})(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])`,
    String.raw`\b(?<m2>${MONTH})\.? (?<d2>\d{1,2})(?:st|nd|rd|th)?\b(?!:|\s?[ap]m\b)(?:,? (?<y2>\d{4})\b)?`,
    String.raw`\b(?<d3>\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?(?<m3>${MONTH})\b\.?(?:,? (?<y3>\d{4})\b)?`,
    String.raw`(?<![\w.,/-])(?<d4>\d{1,2})\.(?<m4>\d{1,2})\.(?<y4>\d{4})(?![\w.])`,
    String.raw`(?<![\w.,/-])(?<m5>\d{1,2})/(?<d5>\d{1,2})/(?<y5>\d{4}|\d\d)(?![\w/])`,
  ].join('|'),
  'gi',
)

/** Dates, normalized to `YYYY-MM-DD`. A date without a year is the next one after the request's clock. */
export const readDates: EntityReader = (text, context) => {
  const written = [...text.matchAll(DATE)].flatMap((match): Entity[] => {
    const iso = isoOf(match.groups ?? {}, context)
    const [whole] = match
    return iso === undefined
      ? []
      : [
          {
            kind: 'date',
            text: whole,
            value: iso,
            // A complete timestamp is kept.
            ...(/T\d/.test(whole) && { unit: 'time' }),
            start: match.index,
            end: match.index + whole.length,
          },
        ]
  })
  const relative = readRelativeDates(text, context).filter(
    ({ start, end }) => !written.some((one) => start < one.end && end > one.start),
  )
  return [...written, ...relative].toSorted((one, other) => one.start - other.start)
}

function isoOf(groups: Record<string, string | undefined>, { now }: ReadingContext): string | undefined {
  const [year, month, day] = ['y', 'm', 'd'].map((part) =>
    [1, 2, 3, 4, 5].map((form) => groups[`${part}${form}`]).find((value) => value !== undefined),
  )
  const monthNumber = /^\d/.test(month ?? '')
    ? Number(month)
    : MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase()) + 1
  const [first, second] =
    monthNumber > 12 && groups['m5'] !== undefined ? [Number(day), monthNumber] : [monthNumber, Number(day)]
  if (first < 1 || first > 12 || second < 1 || second > 31) {
    return undefined
  }
  const suffix = `${pad(first)}-${pad(second)}`
  if (year !== undefined) {
    return `${year.length === 2 ? `20${year}` : year}-${suffix}`
  }
  const today = new Date(now * 1000).toISOString().slice(0, 10)
  const thisYear = Number(today.slice(0, 4))
  return `${thisYear}-${suffix}` < today ? `${thisYear + 1}-${suffix}` : `${thisYear}-${suffix}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
