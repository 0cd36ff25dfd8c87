/** Numbers from 0 (included) to 1 (excluded), the same ones for the same seed. */
export type Random = () => number

/**
 * @param seed any text, or what makes one when the first number is asked for; the same text gives the same numbers on
 *   every runtime
 */
export function seededRandom(seed: string | (() => string)): Random {
  let state: number | undefined
  // Mulberry32: 32 bits of state are plenty to vary ids and words.
  return () => {
    state = ((state ?? hash(typeof seed === 'string' ? seed : seed())) + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** @returns a 32-bit hash of the text (FNV-1a) */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value
}
