import { LsbBitWriter } from './bit-writer.ts'
import { concatenate, utf8, uint32LE } from '../../web/bytes/bytes.ts'
import type { Color, Raster, Row } from './raster.ts'
import { codeOfLengths, type PrefixCode, putSymbol, reversedCode, splitNumber } from './prefix-code.ts'

/**
 * Encodes a lossless WebP file (RFC 9649, section 3) with a palette.
 */
export function encodeWebp(raster: Raster): Uint8Array<ArrayBuffer> {
  const { width, height, palette, comment } = raster
  const isOpaque = palette.every(([, , , opacity]) => opacity === 255)
  const last = (side: number) => uint32LE(side - 1).subarray(0, 3)
  const extended = concatenate([Uint8Array.of(isOpaque ? 0 : 0x10, 0, 0, 0), last(width), last(height)])
  const body = concatenate([
    utf8('WEBP'),
    // Only extended files may have custom chunks (section 2.7).
    ...(comment === undefined ? [] : [chunk('VP8X', extended)]),
    chunk('VP8L', encodeLossless(raster, isOpaque)),
    ...(comment === undefined ? [] : [chunk('NOTE', utf8(comment))]),
  ])
  return chunk('RIFF', body)
}

function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatenate([utf8(name), uint32LE(data.length), data, new Uint8Array(data.length % 2)])
}

function encodeLossless({ width, height, palette, rows }: Raster, isOpaque: boolean): Uint8Array {
  const writer = new LsbBitWriter()
  writer.put(0x2f, 8)
  writer.put(width - 1, 14)
  writer.put(height - 1, 14)
  writer.put(isOpaque ? 0 : 1, 1)
  writer.put(0, 3)
  putPalette(writer, palette)
  putRows(writer, rows, width)
  return writer.finish()
}

/** With fewer colors, several pixels would be packed into one (section 4.4). */
const MIN_COLORS = 17

/** Literal bytes: eight bits each. */
const BYTES = Array.from({ length: 256 }, () => 8)
const LENGTH_SYMBOLS = 24
const BYTES_WITHOUT_LENGTHS = [...BYTES, ...Array.from({ length: LENGTH_SYMBOLS }, () => 0)]

/** Writes the color indexing transform; the palette is delta-coded. */
function putPalette(writer: LsbBitWriter, palette: readonly Color[]): void {
  const count = Math.max(MIN_COLORS, palette.length)
  writer.put(1, 1)
  writer.put(3, 2)
  writer.put(count - 1, 8)
  // No color cache; then codes for green, red, blue, opacity and distances.
  writer.put(0, 1)
  const green = putCode(writer, BYTES_WITHOUT_LENGTHS)
  const other = putCode(writer, BYTES)
  putCode(writer, BYTES)
  putCode(writer, BYTES)
  putSimpleCode(writer, 0)
  let previous: Color = [0, 0, 0, 0]
  for (let index = 0; index < count; index += 1) {
    const color: Color = palette[index] ?? previous
    const difference = (channel: 0 | 1 | 2 | 3) => (color[channel] - previous[channel]) & 0xff
    putSymbol(writer, green, difference(1))
    putSymbol(writer, other, difference(0))
    putSymbol(writer, other, difference(2))
    putSymbol(writer, other, difference(3))
    previous = color
  }
  // No further transform.
  writer.put(0, 1)
}

/** Literals take nine bits, lengths five or six, since flat areas consist of long copies. */
const PIXELS = [
  ...Array.from({ length: 256 }, () => 9),
  ...Array.from({ length: 16 }, () => 6),
  ...Array.from({ length: 8 }, () => 5),
]
const MAX_COPY = 4096

/** Symbols of the first two distance codes: the pixel above and the previous one (section 4.2.2). */
const ABOVE = 0
const BEFORE = 1

function putRows(writer: LsbBitWriter, rows: readonly Row[], width: number): void {
  // No color cache, and one group of codes for the whole image.
  writer.put(0, 2)
  const pixels = putCode(writer, PIXELS)
  putSimpleCode(writer, 0)
  putSimpleCode(writer, 0)
  putSimpleCode(writer, 255)
  // Two symbols of one bit each: 0 and 1.
  writer.put(0b11, 2)
  writer.put(0, 1)
  writer.put(ABOVE, 1)
  writer.put(BEFORE, 8)

  const copy = (count: number, from: number) => {
    for (let left = count; left > 0; left -= MAX_COPY) {
      const { symbol, extra, extraBits } = splitNumber(Math.min(left, MAX_COPY))
      putSymbol(writer, pixels, 256 + symbol)
      writer.put(extra, extraBits)
      writer.put(from, 1)
    }
  }
  for (const [y, row] of rows.entries()) {
    if (row === rows[y - 1]) {
      copy(width, ABOVE)
    } else {
      let start = 0
      for (const [index, end] of row.ends.entries()) {
        putSymbol(writer, pixels, row.colors[index] ?? 0)
        copy(end - start - 1, BEFORE)
        start = end
      }
    }
  }
}

/** Order of the code length code's lengths (section 6.2.1). */
const CODE_LENGTH_ORDER = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]

function putCode(writer: LsbBitWriter, lengths: readonly number[]): PrefixCode {
  const code = codeOfLengths(lengths, CODE_LENGTH_ORDER.length)
  writer.put(0, 1)
  writer.put(CODE_LENGTH_ORDER.length - 4, 4)
  for (const symbol of CODE_LENGTH_ORDER) {
    writer.put(code.lengths[symbol] ?? 0, 3)
  }
  // The lengths of all symbols follow.
  writer.put(0, 1)
  // A code with one symbol takes no bits.
  if (new Set(lengths).size > 1) {
    for (const length of lengths) {
      putSymbol(writer, code, length)
    }
  }
  return reversedCode(lengths)
}

/** Writes a code with one symbol, which takes no bits. */
function putSimpleCode(writer: LsbBitWriter, symbol: number): void {
  writer.put(0b01, 2)
  writer.put(1, 1)
  writer.put(symbol, 8)
}
