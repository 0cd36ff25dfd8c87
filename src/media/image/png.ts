import { concatenate, utf8, uint32BE } from '../../web/bytes/bytes.ts'
import { crc32 } from '../../web/bytes/crc.ts'
import { LsbBitWriter } from './bit-writer.ts'
import type { Raster, Row } from './raster.ts'
import { codeOfLengths, putSymbol, reversedCode, splitNumber } from './prefix-code.ts'

/**
 * Encodes a PNG file (ISO/IEC 15948) with a palette and one byte per pixel.
 */
export function encodePng({ width, height, palette, rows, comment }: Raster): Uint8Array<ArrayBuffer> {
  const isOpaque = palette.every(([, , , opacity]) => opacity === 255)
  const header = concatenate([uint32BE(width), uint32BE(height), Uint8Array.of(8, 3, 0, 0, 0)])
  return concatenate([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flatMap(([red, green, blue]) => [red, green, blue]))),
    ...(isOpaque ? [] : [chunk('tRNS', Uint8Array.from(palette.map(([, , , opacity]) => opacity)))]),
    ...(comment === undefined ? [] : [chunk('tEXt', utf8(`Comment\0${comment}`))]),
    chunk('IDAT', compressRows(rows, width)),
    chunk('IEND', new Uint8Array()),
  ])
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = concatenate([utf8(type), data])
  return concatenate([uint32BE(data.length), typed, uint32BE(crc32(typed))])
}

const END_OF_BLOCK = 256
const MAX_MATCH = 258
const MIN_MATCH = 3

/**
 * Lengths of the literal and length codes (RFC 1951, section 3.2.5), the same for every image: two bits for the
 * longest match, which makes up flat areas.
 */
const LITERAL_LENGTHS = [
  ...Array.from({ length: 256 }, () => 9),
  ...Array.from({ length: 3 }, () => 6),
  ...Array.from({ length: 26 }, () => 7),
  2,
]
const LITERALS = reversedCode(LITERAL_LENGTHS)

/** Order of the code length code's lengths (RFC 1951, section 3.2.7). */
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/**
 * Compresses the rows as one block of a zlib stream (RFC 1950, 1951). A run is a match one byte back, and a row equal
 * to the previous one is a match one row back, so time does not grow with the size of flat areas.
 */
function compressRows(rows: readonly Row[], width: number): Uint8Array {
  const stride = splitNumber(width + 1)
  const distanceLengths = Array.from({ length: stride.symbol + 1 }, (_, symbol) =>
    symbol === 0 || symbol === stride.symbol ? 1 : 0,
  )
  const distances = reversedCode(distanceLengths)
  const writer = new LsbBitWriter()
  const sum = new Adler32()
  // Headers of zlib and of the only block, which has dynamic codes.
  writer.put(0x0178, 16)
  writer.put(0b101, 3)
  putCodes(writer, distanceLengths)

  const match = (length: number, distance: { symbol: number; extra: number; extraBits: number }) => {
    const { symbol, extra, extraBits } = splitLength(length)
    putSymbol(writer, LITERALS, symbol)
    writer.put(extra, extraBits)
    putSymbol(writer, distances, distance.symbol)
    writer.put(distance.extra, distance.extraBits)
  }
  const run = (value: number, count: number) => {
    sum.add(value, count)
    putSymbol(writer, LITERALS, value)
    let left = count - 1
    for (; left >= MIN_MATCH; left -= Math.min(left, MAX_MATCH)) {
      match(Math.min(left, MAX_MATCH), PREVIOUS_BYTE)
    }
    for (; left > 0; left -= 1) {
      putSymbol(writer, LITERALS, value)
    }
  }
  for (const [y, row] of rows.entries()) {
    if (row === rows[y - 1]) {
      addRow(sum, row)
      let left = width + 1
      while (left > 0) {
        // The rest after a match must not be too short for another match.
        const length = left > MAX_MATCH ? Math.min(MAX_MATCH, left - MIN_MATCH) : left
        match(length, stride)
        left -= length
      }
    } else {
      run(0, 1)
      let start = 0
      for (const [index, end] of row.ends.entries()) {
        run(row.colors[index] ?? 0, end - start)
        start = end
      }
    }
  }
  putSymbol(writer, LITERALS, END_OF_BLOCK)
  return concatenate([writer.finish(), uint32BE(sum.value)])
}

function addRow(sum: Adler32, { ends, colors }: Row): void {
  sum.add(0, 1)
  let start = 0
  for (const [index, end] of ends.entries()) {
    sum.add(colors[index] ?? 0, end - start)
    start = end
  }
}

const PREVIOUS_BYTE = splitNumber(1)

/** @returns the symbol of a length and its extra bits (RFC 1951, section 3.2.5) */
function splitLength(length: number): { symbol: number; extra: number; extraBits: number } {
  if (length === MAX_MATCH) {
    return { symbol: 285, extra: 0, extraBits: 0 }
  }
  const rest = length - MIN_MATCH
  if (rest < 8) {
    return { symbol: 257 + rest, extra: 0, extraBits: 0 }
  }
  const extraBits = 29 - Math.clz32(rest)
  return {
    symbol: 257 + 4 * extraBits + (rest >> extraBits),
    extra: rest & ((1 << extraBits) - 1),
    extraBits,
  }
}

function putCodes(writer: LsbBitWriter, distanceLengths: number[]): void {
  const described = [...LITERAL_LENGTHS, ...distanceLengths]
  const code = codeOfLengths(described, CODE_LENGTH_ORDER.length)
  writer.put(LITERAL_LENGTHS.length - 257, 5)
  writer.put(distanceLengths.length - 1, 5)
  writer.put(CODE_LENGTH_ORDER.length - 4, 4)
  for (const symbol of CODE_LENGTH_ORDER) {
    writer.put(code.lengths[symbol] ?? 0, 3)
  }
  for (const length of described) {
    putSymbol(writer, code, length)
  }
}

const ADLER_MODULUS = 65_521

/** The checksum of RFC 1950, section 8.2, computed from runs. */
class Adler32 {
  #first = 1
  #second = 0

  add(value: number, count: number): void {
    this.#second = (this.#second + count * this.#first + (value * count * (count + 1)) / 2) % ADLER_MODULUS
    this.#first = (this.#first + value * count) % ADLER_MODULUS
  }

  get value(): number {
    return this.#second * 65_536 + this.#first
  }
}
