/** @returns the concatenated pieces */
export function concatenate(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let position = 0
  for (const piece of pieces) {
    whole.set(piece, position)
    position += piece.length
  }
  return whole
}

/** @returns the text as UTF-8 */
export function utf8(value: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(value))
}

/** @returns the number in four bytes, big-endian */
export function uint32BE(value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
}

/** @returns the number in two bytes, big-endian */
export function uint16BE(value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(value >>> 8, value)
}

/** @returns the number in four bytes, little-endian */
export function uint32LE(value: number): Uint8Array<ArrayBuffer> {
  return uint32BE(value).toReversed()
}

/** @returns the number in two bytes, little-endian */
export function uint16LE(value: number): Uint8Array<ArrayBuffer> {
  return uint16BE(value).toReversed()
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** @returns the text without a byte order mark, or undefined if the bytes are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return UTF_8.decode(bytes)
  } catch {
    return undefined
  }
}

/** @returns true for a `Uint8Array` that is not backed by shared memory */
export function isBytes(value: unknown): value is Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array && value.buffer instanceof ArrayBuffer
}
