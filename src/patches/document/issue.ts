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
  const maxDistance = Math.max(1, Math.floor(input.length / 3))
  let best: { name: string; distance: number } | undefined
  for (const candidate of known) {
    if (Math.abs(candidate.length - input.length) <= maxDistance) {
      const distance = editDistance(input, candidate.toLowerCase())
      if (distance <= (best === undefined ? maxDistance : best.distance - 1)) {
        best = { name: candidate, distance }
      }
    }
  }
  return best && `did you mean "${best.name}"?`
}

const MAX_NAME_LENGTH = 60

/** Returns the Levenshtein distance; swapping two adjacent characters counts as one edit. */
function editDistance(one: string, other: string): number {
  let rowBeforeLast: number[] = []
  let lastRow = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwap = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current.push(
        Math.min(
          (lastRow[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (lastRow[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwap ? (rowBeforeLast[column - 2] ?? 0) + 1 : Infinity,
        ),
      )
    }
    rowBeforeLast = lastRow
    lastRow = current
  }
  return lastRow[other.length] ?? 0
}
