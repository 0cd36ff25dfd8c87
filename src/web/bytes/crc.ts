/** A checksum of bytes. */
export type Checksum = (bytes: Uint8Array) => number

/**
 * Creates a cyclic redundancy check that takes the most significant bit first and starts with 0.
 *
 * @param width width of the checksum in bits
 * @param polynomial without its highest term
 */
export function createCrc(width: 8 | 16 | 32, polynomial: number): Checksum {
  // Narrow checksums are computed in the high bits of 32.
  const shift = 32 - width
  const table = Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte << 24
    for (let bit = 0; bit < 8; bit += 1) {
      value = value < 0 ? (value << 1) ^ (polynomial << shift) : value << 1
    }
    return value
  })
  return (bytes) => {
    let value = 0
    for (const byte of bytes) {
      value = (value << 8) ^ (table[(value >>> 24) ^ byte] ?? 0)
    }
    return value >>> shift
  }
}

const CRC32 = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return value
})

/** @returns the CRC-32 used by PNG (annex D) and ZIP, which takes the least significant bit first */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value = (value >>> 8) ^ (CRC32[(value ^ byte) & 0xff] ?? 0)
  }
  return (value ^ 0xffffffff) >>> 0
}
