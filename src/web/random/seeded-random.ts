/** Returns a number from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number

/**
 * Creates a generator that returns the same numbers for the same seed on every runtime.
 *
 * @param seed a text, its {@link hash}, or a function that returns the text when the first number is requested
 */
export function seededRandom(seed: string | number | (() => string)): Random {
  let state: number | undefined
  // Mulberry32: 32 bits of state are plenty to vary ids and words.
  return () => {
    state = ((state ?? initialState(seed)) + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function initialState(seed: string | number | (() => string)): number {
  if (typeof seed === 'number') {
    return seed
  }
  return hash(typeof seed === 'string' ? seed : seed())
}

/** Initial value of FNV-1a. */
const OFFSET_BASIS = 0x811c9dc5

/**
 * @param before the hash of a preceding text, to hash both texts together
 * @returns the 32-bit FNV-1a hash of the text
 */
export function hash(text: string, before: number = OFFSET_BASIS): number {
  let value = before
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value
}
