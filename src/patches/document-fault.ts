/** One thing that is wrong with a patch document, as data: the control API lists it, a warning says it in one line. */
export interface DocumentFault {
  /** JSON Pointer (RFC 6901) into the document; empty for the document as a whole. */
  pointer: string
  /** What is wrong, as the rest of a sentence that begins with the pointer. */
  message: string
  /** What to write instead. */
  suggestion?: string
}

/**
 * @param fault what is wrong
 * @param origin what to call the document: the KV key or the file
 * @returns one line for a warning
 */
export function faultLine({ pointer, message, suggestion }: DocumentFault, origin: string): string {
  const place = pointer === '' ? '' : `: ${pointer}`
  return `${origin}${place} ${message}${suggestion === undefined ? '' : ` (${suggestion})`}`
}

/**
 * @param name what was written
 * @param known what could have been meant
 * @returns a suggestion that names the most similar one, or undefined when none is similar
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

/** Levenshtein's distance; the swap of two neighbours counts one. */
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
