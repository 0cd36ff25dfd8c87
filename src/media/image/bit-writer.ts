/** A growable byte buffer. */
class GrowingBytes {
  #bytes = new Uint8Array(4096)
  #length = 0

  push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const longer = new Uint8Array(2 * this.#length)
      longer.set(this.#bytes)
      this.#bytes = longer
    }
    this.#bytes[this.#length] = byte
    this.#length += 1
  }

  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }
}

/** Packs bits into bytes, least significant bit first, as in DEFLATE (RFC 1951) and WebP. */
export class LsbBitWriter {
  readonly #bytes = new GrowingBytes()
  #pending = 0
  #pendingBits = 0

  /**
   * Writes the lowest bits of a value.
   *
   * @param bits number of bits, at most 24
   */
  put(value: number, bits: number): void {
    this.#pending |= value << this.#pendingBits
    this.#pendingBits += bits
    while (this.#pendingBits >= 8) {
      this.#bytes.push(this.#pending & 0xff)
      this.#pending >>>= 8
      this.#pendingBits -= 8
    }
  }

  /** @returns all bytes, the last one padded with zero bits */
  finish(): Uint8Array {
    if (this.#pendingBits > 0) {
      this.put(0, 8 - this.#pendingBits)
    }
    return this.#bytes.written()
  }
}

/** Packs bits into bytes, most significant bit first, as in JPEG and FLAC. */
export class MsbBitWriter {
  readonly #bytes = new GrowingBytes()
  #pending = 0
  #pendingBits = 0

  /**
   * Writes the lowest bits of a value.
   *
   * @param bits number of bits, at most 24
   */
  put(value: number, bits: number): void {
    this.#pending = (this.#pending << bits) | (value & ((1 << bits) - 1))
    this.#pendingBits += bits
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8
      this.#bytes.push((this.#pending >> this.#pendingBits) & 0xff)
    }
    this.#pending &= (1 << this.#pendingBits) - 1
  }

  /**
   * @param filling padding bits of the last byte
   * @returns all bytes
   */
  finish(filling: 0x00 | 0xff = 0x00): Uint8Array {
    if (this.#pendingBits > 0) {
      this.put(filling, 8 - this.#pendingBits)
    }
    return this.#bytes.written()
  }
}
