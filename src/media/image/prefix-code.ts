import type { LsbBitWriter } from './bit-writer.ts'

/** A prefix code: each symbol's code and its length in bits, 0 for unused symbols. */
export interface PrefixCode {
  codes: Uint16Array
  lengths: readonly number[]
}

/**
 * @param lengths the code lengths of the symbols, in bits
 * @returns the canonical code with these lengths (RFC 1951, section 3.2.2), most significant bit first
 */
export function canonicalCode(lengths: readonly number[]): PrefixCode {
  const codes = new Uint16Array(lengths.length)
  let code = 0
  for (let length = 1; length <= Math.max(...lengths); length += 1) {
    for (const [symbol, own] of lengths.entries()) {
      if (own === length) {
        codes[symbol] = code
        code += 1
      }
    }
    code <<= 1
  }
  return { codes, lengths }
}

/** @returns the canonical code, least significant bit first, as in DEFLATE and WebP */
export function reversedCode(lengths: readonly number[]): PrefixCode {
  const { codes } = canonicalCode(lengths)
  const reversed = codes.map((code, symbol) => {
    let result = 0
    for (let bit = 0; bit < (lengths[symbol] ?? 0); bit += 1) {
      result = (result << 1) | ((code >> bit) & 1)
    }
    return result
  })
  return { codes: reversed, lengths }
}

export function putSymbol(writer: LsbBitWriter, { codes, lengths }: PrefixCode, symbol: number): void {
  writer.put(codes[symbol] ?? 0, lengths[symbol] ?? 0)
}

/**
 * Creates a code for the code lengths of another code. The first distinct length takes one bit, the next two, etc.
 *
 * @param described the lengths to encode, most frequent first
 * @param count the size of the alphabet of lengths
 */
export function codeOfLengths(described: readonly number[], count: number): PrefixCode {
  const distinct = [...new Set(described)]
  const lengths = Array.from({ length: count }, () => 0)
  for (const [index, length] of distinct.entries()) {
    lengths[length] = Math.max(1, Math.min(index + 1, distinct.length - 1))
  }
  return reversedCode(lengths)
}

/**
 * Splits a number like DEFLATE's distances and WebP's lengths and distances: a symbol for the two highest bits and
 * their position, and the remaining bits.
 *
 * @param value at least 1
 */
export function splitNumber(value: number): { symbol: number; extra: number; extraBits: number } {
  const rest = value - 1
  if (rest < 4) {
    return { symbol: rest, extra: 0, extraBits: 0 }
  }
  const highest = 31 - Math.clz32(rest)
  const extraBits = highest - 1
  return {
    symbol: 2 * highest + ((rest >> extraBits) & 1),
    extra: rest & ((1 << extraBits) - 1),
    extraBits,
  }
}
