import type { Diagnostics } from '../diagnostics.ts'
import type { Schema } from './document.ts'

/** Repetitions above this limit count as unbounded. */
const MAX_BOUNDED_REPETITIONS = 100

/** Limit on optional parts: a backtracking engine tries every combination of them. */
const MAX_OPTIONAL_PARTS = 10

/** Limit on `uniqueItems`: AJV compares items pairwise unless they are scalars. */
const MAX_COMPARED_ITEMS = 1000

/**
 * Removes keywords that would let a hostile request stall a validator. OpenAI's document has none; other documents may.
 *
 * @param schema a schema (not mutated)
 * @param pointer JSON Pointer for diagnostics
 */
export function dropSlowConstraints(schema: Schema, pointer: string, diagnostics: Diagnostics): Schema {
  const { pattern, ...withoutPattern } = schema
  const warn = (message: string) =>
    diagnostics.add({ severity: 'warning', stage: 'normalize', pointer, message })
  if (pattern !== undefined && !isLinearTime(pattern)) {
    warn(`removed pattern ${pattern}: matching it may not take linear time`)
    return dropSlowConstraints(withoutPattern, pointer, diagnostics)
  }
  const { uniqueItems, maxItems, items } = schema
  const isPlain = ['string', 'number', 'integer', 'boolean'].includes(String(items?.type))
  if (uniqueItems === true && !isPlain && !(typeof maxItems === 'number' && maxItems <= MAX_COMPARED_ITEMS)) {
    warn('removed uniqueItems: comparing the items of a long list could take too long')
    return { ...schema, uniqueItems: false }
  }
  return schema
}

/**
 * Conservative check for linear matching time. Unbounded repetition is allowed once, in a pattern anchored with `^`
 * without alternatives, and no repeated group may contain a repetition or an alternative.
 *
 * @param pattern a regular expression of a JSON Schema
 */
export function isLinearTime(pattern: string): boolean {
  if (!isValid(pattern) || /\(\?[=!<]|\\[1-9]|\\k</.test(pattern)) {
    return false
  }
  const tokens = tokenize(pattern)
  const repeated = tokens.filter(isRepetition)
  const unbounded = repeated.filter((token) => maxRepetitions(token) > MAX_BOUNDED_REPETITIONS).length
  const optional = tokens.filter((token) => token === '?').length
  const isAnchored = pattern.startsWith('^') && !tokens.includes('|')
  return unbounded <= (isAnchored ? 1 : 0) && optional <= MAX_OPTIONAL_PARTS && !repeatsChoices(tokens)
}

function isValid(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** Splits a pattern into tokens; classes, escapes and lazy quantifiers are one token each. */
function tokenize(pattern: string): string[] {
  return (
    pattern.match(
      /\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}\??|\(\?:|[*+]\??|./gsu,
    ) ?? []
  )
}

function isRepetition(token: string): boolean {
  return /^(?:[*+]\??|\{\d*,?\d*\}\??)$/.test(token)
}

function maxRepetitions(token: string): number {
  const [, min = '', comma, max = ''] = /^\{(\d*)(,?)(\d*)\}/.exec(token) ?? [undefined, '', ',', '']
  return comma === undefined || comma === '' ? Number(min) : max === '' ? Infinity : Number(max)
}

/** @returns true if a repeated group contains a repetition or an alternative */
function repeatsChoices(tokens: string[]): boolean {
  const open: { hasChoices: boolean }[] = []
  for (const [index, token] of tokens.entries()) {
    if (token === '(' || token === '(?:') {
      open.push({ hasChoices: false })
    } else if (token === ')') {
      const group = open.pop()
      const outer = open.at(-1)
      if (group?.hasChoices === true && isRepetition(tokens[index + 1] ?? '')) {
        return true
      }
      if (group?.hasChoices === true && outer !== undefined) {
        outer.hasChoices = true
      }
    } else if (token === '|' || token === '?' || isRepetition(token)) {
      for (const group of open) {
        group.hasChoices = true
      }
    }
  }
  return false
}
