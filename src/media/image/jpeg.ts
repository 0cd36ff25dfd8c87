import { MsbBitWriter } from './bit-writer.ts'
import { concatenate, utf8, uint16BE } from '../../web/bytes/bytes.ts'
import type { Color, Raster, Row } from './raster.ts'
import { canonicalCode, type PrefixCode } from './prefix-code.ts'

/** Sides of a block and of a square (MCU), which shares one block of each chrominance component, in pixels. */
const BLOCK = 8
const SQUARE = 16

/**
 * Encodes a baseline JPEG file (ITU-T T.81, JFIF) with 4:2:0 chroma subsampling. Squares of one color take a bit or two
 * per block and no transform.
 *
 * @param picture the image; transparent areas become white
 * @param quality 1 to 100, as in most encoders
 */
export function encodeJpeg(
  { width, height, palette, rows, comment }: Raster,
  quality: number,
): Uint8Array<ArrayBuffer> {
  const tables = [LUMINANCE, CHROMINANCE].map((table) => scaled(table, quality))
  const colors = COMPONENTS.map((component) => Float32Array.from(palette, component))
  const frame = [8, ...uint16BE(height), ...uint16BE(width), 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]
  return concatenate([
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, [...utf8('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...(comment === undefined ? [] : [segment(0xfe, [...utf8(comment)])]),
    ...tables.map((table, index) =>
      segment(0xdb, [index, ...ZIGZAG.map((position) => table[position] ?? 1)]),
    ),
    segment(0xc0, frame),
    segment(0xc4, [0x00, ...describeCode(DC)]),
    segment(0xc4, [0x10, ...describeCode(AC)]),
    segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
    encodeSquares({ width, rows, colors, tables }),
    Uint8Array.of(0xff, 0xd9),
  ])
}

function segment(marker: number, content: number[]): Uint8Array {
  return concatenate([Uint8Array.of(0xff, marker), uint16BE(content.length + 2), Uint8Array.from(content)])
}

/** Luminance and the two chrominance components, centered at 0 (JFIF, ITU-T T.871). */
const COMPONENTS = [
  weighted(0.299, 0.587, 0.114, -128),
  weighted(-0.168736, -0.331264, 0.5, 0),
  weighted(0.5, -0.418688, -0.081312, 0),
]

function weighted(ofRed: number, ofGreen: number, ofBlue: number, offset: number): (color: Color) => number {
  return ([red, green, blue, opacity]) =>
    opacity === 0
      ? 255 * (ofRed + ofGreen + ofBlue) + offset
      : ofRed * red + ofGreen * green + ofBlue * blue + offset
}

interface Scan {
  width: number
  rows: readonly Row[]
  /** By component, then by palette index. */
  colors: readonly Float32Array[]
  tables: readonly (readonly number[])[]
}

function encodeSquares({ width, rows, colors, tables }: Scan): Uint8Array {
  const across = Math.ceil(width / SQUARE)
  const stride = across * SQUARE
  const pixels = new Uint8Array(SQUARE * stride)
  const hasEdge = new Uint8Array(across)
  const encoder = new BlockEncoder(colors, tables)
  for (let top = 0; top < rows.length; top += SQUARE) {
    hasEdge.fill(0)
    for (let y = 0; y < SQUARE; y += 1) {
      const row = rows[Math.min(top + y, rows.length - 1)]
      if (row !== undefined) {
        fillRow(row, pixels.subarray(y * stride, (y + 1) * stride), hasEdge)
      }
    }
    for (let square = 0; square < across; square += 1) {
      const corner = square * SQUARE
      const color = pixels[corner] ?? 0
      let isFlat = hasEdge[square] === 0
      for (let y = 1; isFlat && y < SQUARE; y += 1) {
        isFlat = pixels[y * stride + corner] === color
      }
      if (isFlat) {
        encoder.flat(color)
      } else {
        encoder.square({ pixels, corner, stride })
      }
    }
  }
  return encoder.finish()
}

/** Fills a row of pixels and marks the squares in which the color changes horizontally. */
function fillRow({ ends, colors }: Row, pixels: Uint8Array, hasEdge: Uint8Array): void {
  let start = 0
  for (const [index, end] of ends.entries()) {
    const isLast = index === ends.length - 1
    pixels.fill(colors[index] ?? 0, start, isLast ? pixels.length : end)
    if (!isLast && end % SQUARE !== 0) {
      hasEdge[Math.floor(end / SQUARE)] = 1
    }
    start = end
  }
}

/** Writes blocks: four of luminance and two of chrominance per square. */
class BlockEncoder {
  readonly #bits = new MsbBitWriter()
  readonly #previous: [number, number, number] = [0, 0, 0]
  readonly #colours: readonly Float32Array[]
  readonly #tables: readonly (readonly number[])[]
  readonly #samples = new Float32Array(BLOCK * BLOCK)

  constructor(colors: readonly Float32Array[], tables: readonly (readonly number[])[]) {
    this.#colours = colors
    this.#tables = tables
  }

  flat(color: number): void {
    for (const component of BLOCKS) {
      this.#flatBlock(component, this.#colours[component]?.[color] ?? 0)
    }
  }

  square({ pixels, corner, stride }: { pixels: Uint8Array; corner: number; stride: number }): void {
    for (const [index, component] of BLOCKS.entries()) {
      const colors = this.#colours[component] ?? new Float32Array()
      // Chrominance samples every other pixel and row.
      const step = component === 0 ? 1 : 2
      const first = component === 0 ? corner + BLOCK * (index % 2) + stride * BLOCK * (index >> 1) : corner
      let isFlat = true
      for (let y = 0; y < BLOCK; y += 1) {
        for (let x = 0; x < BLOCK; x += 1) {
          const sample = colors[pixels[first + step * (y * stride + x)] ?? 0] ?? 0
          this.#samples[y * BLOCK + x] = sample
          isFlat &&= sample === this.#samples[0]
        }
      }
      if (isFlat) {
        this.#flatBlock(component, this.#samples[0] ?? 0)
      } else {
        transformBlock(this.#samples)
        this.#block(component)
      }
    }
  }

  finish(): Uint8Array {
    return stuffBytes(this.#bits.finish(0xff))
  }

  #symbol({ codes, lengths }: PrefixCode, symbol: number): void {
    this.#bits.put(codes[symbol] ?? 0, lengths[symbol] ?? 0)
  }

  /** Negative numbers are decremented, and only their low bits are written (section F.1.2.1). */
  #number(value: number, size: number): void {
    this.#bits.put(value < 0 ? value - 1 : value, size)
  }

  #flatBlock(component: Component, sample: number): void {
    this.#dc(component, BLOCK * sample)
    this.#symbol(AC, END_OF_BLOCK)
  }

  #dc(component: Component, coefficient: number): void {
    const value = Math.round(coefficient / (this.#tables[component === 0 ? 0 : 1]?.[0] ?? 1))
    const difference = value - this.#previous[component]
    this.#previous[component] = value
    const size = bitLength(difference)
    this.#symbol(DC, size)
    this.#number(difference, size)
  }

  #block(component: Component): void {
    const table = this.#tables[component === 0 ? 0 : 1] ?? []
    this.#dc(component, this.#samples[0] ?? 0)
    let zeros = 0
    for (let index = 1; index < BLOCK * BLOCK; index += 1) {
      const place = ZIGZAG[index] ?? 0
      const value = Math.round((this.#samples[place] ?? 0) / (table[place] ?? 1))
      if (value === 0) {
        zeros += 1
      } else {
        for (; zeros >= 16; zeros -= 16) {
          this.#symbol(AC, SIXTEEN_ZEROS)
        }
        const size = bitLength(value)
        this.#symbol(AC, 16 * zeros + size)
        this.#number(value, size)
        zeros = 0
      }
    }
    if (zeros > 0) {
      this.#symbol(AC, END_OF_BLOCK)
    }
  }
}

/** Luminance, and blue and red chrominance. */
type Component = 0 | 1 | 2

/** The component of each block of a square. */
const BLOCKS: readonly Component[] = [0, 0, 0, 0, 1, 2]

const END_OF_BLOCK = 0x00
const SIXTEEN_ZEROS = 0xf0

/** @returns the number of bits of a number, without its sign */
function bitLength(value: number): number {
  return 32 - Math.clz32(Math.abs(value))
}

/** Custom Huffman codes: one bit each for "no change" and "end of block", which make up flat blocks. */
const DC = canonicalCode(Array.from({ length: 12 }, (_, size) => (size === 0 ? 1 : 5)))
const AC = canonicalCode(
  Array.from({ length: 251 }, (_, symbol) => {
    const size = symbol % 16
    return symbol === END_OF_BLOCK ? 1 : (size >= 1 && size <= 10) || symbol === SIXTEEN_ZEROS ? 9 : 0
  }),
)

/** @returns a code as written to the file: the number of symbols of each length, then the symbols */
function describeCode({ lengths }: PrefixCode): number[] {
  const symbols = [...lengths.keys()].filter((symbol) => lengths[symbol] !== 0)
  const counts = Array.from(
    { length: 16 },
    (_, index) => symbols.filter((symbol) => lengths[symbol] === index + 1).length,
  )
  return [
    ...counts,
    ...symbols.toSorted((one, other) => (lengths[one] ?? 0) - (lengths[other] ?? 0) || one - other),
  ]
}

/** @returns the bytes with a zero after each 0xff, which would start a marker (section B.1.1.5) */
function stuffBytes(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length + bytes.reduce((sum, byte) => sum + (byte === 0xff ? 1 : 0), 0))
  let position = 0
  for (const byte of bytes) {
    result[position] = byte
    position += byte === 0xff ? 2 : 1
  }
  return result
}

/** The discrete cosine transform of a block (section A.3.3), in place: rows first, then columns. */
function transformBlock(samples: Float32Array): void {
  for (let line = 0; line < BLOCK; line += 1) {
    transformLine(samples, line * BLOCK, 1)
  }
  for (let line = 0; line < BLOCK; line += 1) {
    transformLine(samples, line, BLOCK)
  }
}

const halfCosine = (sixteenths: number) => Math.cos((sixteenths * Math.PI) / 16) / 2
const C1 = halfCosine(1)
const C2 = halfCosine(2)
const C3 = halfCosine(3)
const C4 = halfCosine(4)
const C5 = halfCosine(5)
const C6 = halfCosine(6)
const C7 = halfCosine(7)

/** Sums of opposite samples give the even frequencies, differences the odd ones. */
function transformLine(samples: Float32Array, first: number, step: number): void {
  const at = (place: number) => samples[first + place * step] ?? 0
  const sum0 = at(0) + at(7)
  const sum1 = at(1) + at(6)
  const sum2 = at(2) + at(5)
  const sum3 = at(3) + at(4)
  const odd0 = at(0) - at(7)
  const odd1 = at(1) - at(6)
  const odd2 = at(2) - at(5)
  const odd3 = at(3) - at(4)
  const outer = sum0 - sum3
  const inner = sum1 - sum2
  samples[first] = C4 * (sum0 + sum1 + sum2 + sum3)
  samples[first + step] = C1 * odd0 + C3 * odd1 + C5 * odd2 + C7 * odd3
  samples[first + 2 * step] = C2 * outer + C6 * inner
  samples[first + 3 * step] = C3 * odd0 - C7 * odd1 - C1 * odd2 - C5 * odd3
  samples[first + 4 * step] = C4 * (sum0 + sum3 - sum1 - sum2)
  samples[first + 5 * step] = C5 * odd0 - C1 * odd1 + C7 * odd2 + C3 * odd3
  samples[first + 6 * step] = C6 * outer - C2 * inner
  samples[first + 7 * step] = C7 * odd0 - C5 * odd1 + C3 * odd2 - C1 * odd3
}

/** Indexes of a block from low frequencies to high ones (figure A.6). */
const ZIGZAG = Array.from({ length: BLOCK * BLOCK }, (_, place) => place).toSorted((one, other) => {
  const diagonal = (place: number) => (place % BLOCK) + Math.floor(place / BLOCK)
  const along = (place: number) => (diagonal(place) % 2 === 0 ? place % BLOCK : Math.floor(place / BLOCK))
  return diagonal(one) - diagonal(other) || along(one) - along(other)
})

/** Quantization at quality 50: coarser for higher frequencies, and for chrominance than for luminance. */
const LUMINANCE = steps(14, 5.5)
const CHROMINANCE = steps(18, 7)

function steps(finest: number, rise: number): number[] {
  return Array.from({ length: BLOCK * BLOCK }, (_, place) =>
    Math.round(finest + rise * ((place % BLOCK) + Math.floor(place / BLOCK))),
  )
}

function scaled(table: readonly number[], quality: number): number[] {
  const factor = quality < 50 ? 50 / quality : 2 - quality / 50
  return table.map((step) => Math.max(1, Math.min(255, Math.round(step * factor))))
}
