import type { Diagnostics } from '../diagnostics.ts'
import type { Schema } from './document.ts'

/** Repetitions above this limit count as unbounded. */
const FEW = 100

/** Limit on optional parts: a backtracking engine tries every combination of them. */
const MOST_OPTIONAL = 10

/** Limit on `uniqueItems`: AJV compares items pairwise unless they are scalars. */
const MOST_COMPARED = 1000

/**
 * Removes keywords that would let a hostile request stall a validator. OpenAI's document has none; other documents may.
 *
 * @param schema a schema (not mutated)
 * @param pointer JSON Pointer for diagnostics
 */
export function withBoundedEffort(schema: Schema, pointer: string, diagnostics: Diagnostics): Schema {
  const { pattern, ...withoutPattern } = schema
  const warn = (message: string) =>
    diagnostics.add({ severity: 'warning', stage: 'normalize', pointer, message })
  if (pattern !== undefined && !takesLinearTime(pattern)) {
    warn(`removed pattern ${pattern}: matching it may not take linear time`)
    return withBoundedEffort(withoutPattern, pointer, diagnostics)
  }
  const { uniqueItems, maxItems, items } = schema
  const isPlain = ['string', 'number', 'integer', 'boolean'].includes(String(items?.type))
  if (uniqueItems === true && !isPlain && !(typeof maxItems === 'number' && maxItems <= MOST_COMPARED)) {
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
export function takesLinearTime(pattern: string): boolean {
  if (!isValid(pattern) || /\(\?[=!<]|\\[1-9]|\\k</.test(pattern)) {
    return false
  }
  const tokens = tokensOf(pattern)
  const repeated = tokens.filter(isRepetition)
  const unbounded = repeated.filter((token) => mostOf(token) > FEW).length
  const optional = tokens.filter((token) => token === '?').length
  const isAnchored = pattern.startsWith('^') && !tokens.includes('|')
  return unbounded <= (isAnchored ? 1 : 0) && optional <= MOST_OPTIONAL && !repeatsChoices(tokens)
}

function isValid(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** Splits a pattern into tokens; classes, escapes and lazy quantifiers are one token each. */
function tokensOf(pattern: string): string[] {
  return (
    pattern.match(
      /\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}\??|\(\?:|[*+]\??|./gsu,
    ) ?? []
  )
}

function isRepetition(token: string): boolean {
  return /^(?:[*+]\??|\{\d*,?\d*\}\??)$/.test(token)
}

function mostOf(token: string): number {
  const [, least = '', comma, most = ''] = /^\{(\d*)(,?)(\d*)\}/.exec(token) ?? [undefined, '', ',', '']
  return comma === undefined || comma === '' ? Number(least) : most === '' ? Infinity : Number(most)
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
