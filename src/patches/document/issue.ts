import { distance } from 'fastest-levenshtein'

/** A problem in a patch document. The control API returns it as data, warnings format it as one line. */
export interface Issue {
  /** JSON Pointer (RFC 6901) into the document; empty for the whole document. */
  pointer: string
  /** Predicate of a sentence whose subject is the pointer: `is an unknown field`. */
  message: string
  /** How to fix it. */
  suggestion?: string
}

/** Maximum number of issues of one document that an error, a report or the warnings list. */
export const MAX_REPORTED_ISSUES = 100

/**
 * Formats an issue as one line.
 *
 * @param origin name of the document: the KV key or the file
 */
export function formatIssue({ pointer, message, suggestion }: Issue, origin: string): string {
  const location = pointer === '' ? '' : `: ${pointer}`
  return `${origin}${location} ${message}${suggestion === undefined ? '' : ` (${suggestion})`}`
}

/**
 * Suggests the known name that is most similar to an unknown one.
 *
 * @returns undefined if no name is similar
 */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const input = name.slice(0, MAX_NAME_LENGTH).toLowerCase()
  const maxEdits = Math.max(1, Math.floor(input.length / 3))
  let best: { name: string; edits: number } | undefined
  for (const candidate of known) {
    if (Math.abs(candidate.length - input.length) <= maxEdits) {
      const edits = countEdits(input, candidate.toLowerCase())
      if (edits <= (best === undefined ? maxEdits : best.edits - 1)) {
        best = { name: candidate, edits }
      }
    }
  }
  return best && `did you mean "${best.name}"?`
}

const MAX_NAME_LENGTH = 60

/** Returns the number of edits between two names; swapping letters counts as one, since it is a common typo. */
function countEdits(one: string, other: string): number {
  return sortLetters(one) === sortLetters(other) && one !== other ? 1 : distance(one, other)
}

function sortLetters(name: string): string {
  return Array.from(name).toSorted().join('')
}
