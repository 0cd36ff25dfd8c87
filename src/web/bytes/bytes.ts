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

/** @returns the decoded bytes */
export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

const CRC32 = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return value
})

/** @returns the CRC-32 used by PNG (annex D) and ZIP */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value = (value >>> 8) ^ (CRC32[(value ^ byte) & 0xff] ?? 0)
  }
  return (value ^ 0xffffffff) >>> 0
}

/** @returns true for a `Uint8Array` that is not backed by shared memory */
export function isBytes(value: unknown): value is Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array && value.buffer instanceof ArrayBuffer
}
