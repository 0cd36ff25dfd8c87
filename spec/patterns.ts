import type { Diagnostics } from './diagnostics.ts'
import type { Schema } from './document.ts'

/** Repetitions up to this often count as a few; more of them as without bound. */
const FEW = 100

/** A backtracking engine tries every combination of optional parts. */
const MOST_OPTIONAL = 10

/** Pairs of items are compared one by one, unless they are plain values. */
const MOST_COMPARED = 1000

/**
 * Takes out what a hostile request could make a validator spend minutes on. OpenAI's document has nothing of the kind;
 * another one may.
 *
 * @param schema left as it was
 * @param pointer where it stands, for the diagnostics
 */
export function withBoundedEffort(schema: Schema, pointer: string, diagnostics: Diagnostics): Schema {
  const { pattern, ...withoutPattern } = schema
  const warn = (message: string) =>
    diagnostics.add({ severity: 'warning', stage: 'normalise', pointer, message })
  if (pattern !== undefined && !takesLinearTime(pattern)) {
    warn(`the pattern ${pattern} could take very long on a hostile text, and is not checked`)
    return withBoundedEffort(withoutPattern, pointer, diagnostics)
  }
  const { uniqueItems, maxItems, items } = schema
  const isPlain = ['string', 'number', 'integer', 'boolean'].includes(String(items?.type))
  if (uniqueItems === true && !isPlain && !(typeof maxItems === 'number' && maxItems <= MOST_COMPARED)) {
    warn('uniqueItems could take very long on a long list, and is not checked')
    return { ...schema, uniqueItems: false }
  }
  return schema
}

/**
 * @param pattern a regular expression, as JSON Schema has it
 * @returns true when it is plain to see that matching takes no more than linear time: it begins with `^` if anything in
 *   it repeats without bound, one thing does so at most, and no group repeats that has choices of its own
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

/** Classes, escapes and lazy quantifiers are one token each. */
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

/** @returns true when a group repeats that holds a repetition or an alternative itself */
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
