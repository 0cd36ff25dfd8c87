import { concatenate } from '../bytes/bytes.ts'

/** Size at which the buffer is sent; bounds the memory per connection when a client does not read. */
const MAX_BUFFER_BYTES = 4096

/** Buffers chunks of a stream that are written together. */
export class ChunkBuffer {
  #pieces: Uint8Array[] = []
  #bytes = 0

  /** Appends a chunk. */
  add(piece: Uint8Array): void {
    this.#pieces.push(piece)
    this.#bytes += piece.length
  }

  /** Whether the buffer should be sent. */
  get isFull(): boolean {
    return this.#bytes >= MAX_BUFFER_BYTES
  }

  /** Empties the buffer; yields its content as one chunk, or nothing if it is empty. */
  *flush(): Iterable<Uint8Array> {
    const pieces = this.#pieces
    this.#pieces = []
    this.#bytes = 0
    if (pieces.length > 0) {
      yield pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : concatenate(pieces)
    }
  }
}
