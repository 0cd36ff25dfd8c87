/** A problem in a patch document. The control API returns it as data, warnings format it as one line. */
export interface DocumentFault {
  /** JSON Pointer (RFC 6901) into the document; empty for the whole document. */
  pointer: string
  /** Predicate of a sentence whose subject is the pointer: `is an unknown field`. */
  message: string
  /** How to fix it. */
  suggestion?: string
}

/**
 * Formats an issue as one line.
 *
 * @param origin name of the document: the KV key or the file
 */
export function faultLine({ pointer, message, suggestion }: DocumentFault, origin: string): string {
  const place = pointer === '' ? '' : `: ${pointer}`
  return `${origin}${place} ${message}${suggestion === undefined ? '' : ` (${suggestion})`}`
}

/**
 * Suggests the known name that is most similar to an unknown one.
 *
 * @returns undefined if no name is similar
 */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.slice(0, LONGEST_NAME).toLowerCase()
  const most = Math.max(1, Math.floor(wanted.length / 3))
  let best: { name: string; distance: number } | undefined
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) <= most) {
      const distance = distanceBetween(wanted, candidate.toLowerCase())
      if (distance <= (best === undefined ? most : best.distance - 1)) {
        best = { name: candidate, distance }
      }
    }
  }
  return best && `did you mean "${best.name}"?`
}

const LONGEST_NAME = 60

/** Returns the Levenshtein distance; swapping two adjacent characters counts as one edit. */
function distanceBetween(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwap = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwap ? (before[column - 2] ?? 0) + 1 : Infinity,
        ),
      )
    }
    before = last
    last = current
  }
  return last[other.length] ?? 0
}
