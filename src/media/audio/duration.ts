/** The first bytes and the size of an audio file. */
export interface SoundFile {
  head: Uint8Array
  /** Size of the whole file, in bytes. */
  size: number
}

/** 128 kbit/s, a common bit rate, is assumed if the header does not contain the duration. */
const BYTES_PER_SECOND = 16_000

const MIN_SECONDS = 0.1
const MAX_SECONDS = 4 * 3600

/** @returns the duration in seconds, from the header of a WAV or FLAC file or else estimated */
export function soundSeconds(file: SoundFile): number {
  const seconds = wavSeconds(file) ?? flacSeconds(file) ?? file.size / BYTES_PER_SECOND
  return Math.min(MAX_SECONDS, Math.max(MIN_SECONDS, seconds))
}

/** Reads RIFF chunks, each with a name and a length. */
function wavSeconds({ head, size }: SoundFile): number | undefined {
  if (textAt(head, 0) !== 'RIFF' || textAt(head, 8) !== 'WAVE') {
    return undefined
  }
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  let bytesPerSecond = 0
  for (let position = 12; position + 8 <= head.length;) {
    const length = view.getUint32(position + 4, true)
    const name = textAt(head, position)
    if (name === 'fmt ' && position + 20 <= head.length) {
      bytesPerSecond = view.getUint32(position + 16, true)
    } else if (name === 'data') {
      // A header written before the samples may contain a length that is too large.
      return bytesPerSecond > 0 ? Math.min(length, size - position - 8) / bytesPerSecond : undefined
    }
    position += 8 + length + (length % 2)
  }
  return undefined
}

/** RFC 9639, section 8.2: 20 bits of sample rate and, after a byte, 36 bits of sample count. */
function flacSeconds({ head }: SoundFile): number | undefined {
  if (textAt(head, 0) !== 'fLaC' || head.length < 26) {
    return undefined
  }
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  const rate = view.getUint32(18) >>> 12
  const samples = (view.getUint8(21) & 0x0f) * 2 ** 32 + view.getUint32(22)
  return rate > 0 && samples > 0 ? samples / rate : undefined
}

function textAt(bytes: Uint8Array, position: number): string {
  return String.fromCharCode(...bytes.subarray(position, position + 4))
}
