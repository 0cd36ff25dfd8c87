/** Numbers from 0 (included) to 1 (excluded), the same ones for the same seed. */
export type Random = () => number

/**
 * @param seed any text or its {@link hash}, or what makes a text when the first number is asked for; the same text gives
 *   the same numbers on every runtime
 */
export function seededRandom(seed: string | number | (() => string)): Random {
  let state: number | undefined
  // Mulberry32: 32 bits of state are plenty to vary ids and words.
  return () => {
    state = ((state ?? startOf(seed)) + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function startOf(seed: string | number | (() => string)): number {
  if (typeof seed === 'number') {
    return seed
  }
  return hash(typeof seed === 'string' ? seed : seed())
}

/** What FNV-1a begins with. */
const OFFSET_BASIS = 0x811c9dc5

/**
 * @param text any text
 * @param before the hash of a text that goes before it
 * @returns a 32-bit hash of the text (FNV-1a), or of both texts together
 */
export function hash(text: string, before: number = OFFSET_BASIS): number {
  let value = before
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value
}
