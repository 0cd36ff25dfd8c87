import { concatenate } from '../media/bytes.ts'

/** As much as this goes out together; a reader that does not read keeps no more waiting. */
const FULL_BYTES = 4096

/** Pieces of a stream that go out together. */
export class Gathering {
  #pieces: Uint8Array[] = []
  #bytes = 0

  /** @param piece what comes after all others */
  add(piece: Uint8Array): void {
    this.#pieces.push(piece)
    this.#bytes += piece.length
  }

  /** True when it is time to send what there is. */
  get isFull(): boolean {
    return this.#bytes >= FULL_BYTES
  }

  /** @returns what there is, in one piece, or nothing; it begins anew */
  *rest(): Iterable<Uint8Array> {
    const pieces = this.#pieces
    this.#pieces = []
    this.#bytes = 0
    if (pieces.length > 0) {
      yield pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : concatenate(pieces)
    }
  }
}
