import { stringFromPattern } from '../text/string-from-pattern.ts'
import type { FormatKind } from './types.ts'

/** A date and time that the prompt does not name. */
const SAMPLE_DATE = '2025-03-10T09:30:00.000Z'

const REGEX =
  /\b(?:match(?:es|ing)?|conform(?:s|ing)? to|satisf(?:y|ies)|in|following)\b[^.\n]{0,40}\b(?:regex|regular expression|pattern)\b:?[^\n/`]{0,20}(?:\/((?:[^/\\\n]|\\.){1,300})\/|`([^`\n]{1,300})`)/i

const DATE_CUE = /\b(?:datetime|date and time|timestamp|date)\b[^.\n]{0,80}\b(?:iso|format|pattern|yyyy)/i
const STRFTIME = /['"`](%[A-Za-z][^'"`\n]{1,60})['"`]/
const YEAR_FORMAT = /\byyyy[-/.]mm[-/.]dd(?:(?:t| )hh:mm(?::ss)?)?/i

/** Text that matches a regular expression, or a date in a described form. */
export const patterns: FormatKind = {
  kind: 'pattern',
  read: ({ text }) => {
    const regex = REGEX.exec(text)
    const source = regex?.[1] ?? regex?.[2]
    if (regex !== null && source !== undefined) {
      return {
        words: regex[0],
        write: ({ random, budget, answer }) =>
          stringFromPattern(source.replaceAll(/\.([*+])/g, '[a-z]{3,8}'), { random, budget }) ?? answer,
      }
    }
    const date = /\b(?:only|response|respond|output|answer|return|write|should be|must be)\b/i.test(text)
      ? DATE_CUE.exec(text)
      : null
    const strftime = date === null ? undefined : STRFTIME.exec(text)?.[1]
    const isDate =
      strftime !== undefined || (date !== null && (YEAR_FORMAT.test(text) || /\biso\b/i.test(text)))
    return date === null || !isDate
      ? undefined
      : {
          words: date[0],
          write: ({ subject }) =>
            formatDate(dateOf(subject), strftime ?? YEAR_FORMAT.exec(text)?.[0] ?? 'iso'),
        }
  },
}

/** The date in the question, else a fixed one. */
function dateOf(subject: string): Date {
  const named =
    /\b\d{4}-\d{2}-\d{2}\b/.exec(subject)?.[0] ??
    /\b[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b/.exec(subject)?.[0]
  const date = new Date(
    `${(named ?? '').replace(/(\d)(?:st|nd|rd|th)/, '$1')}${named !== undefined && !named.includes('-') ? ' UTC' : ''}`,
  )
  return named === undefined || Number.isNaN(date.getTime()) ? new Date(SAMPLE_DATE) : date
}

function formatDate(date: Date, format: string): string {
  const iso = date.toISOString()
  const parts: Readonly<Record<string, string>> = {
    Y: iso.slice(0, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    f: `${iso.slice(20, 23)}000`,
    z: '+0000',
    Z: 'UTC',
  }
  if (format.startsWith('%')) {
    return format.replaceAll(/%([A-Za-z])/g, (whole, key: string) => parts[key] ?? whole)
  }
  const separator = /yyyy([-/.])/i.exec(format)?.[1] ?? '-'
  const day = iso.slice(0, 10).replaceAll('-', separator)
  return /hh|^iso$/i.test(format) ? (format === 'iso' ? iso : iso.replace(/\.\d+/, '')) : day
}
