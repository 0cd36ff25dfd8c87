import { fromALaw, fromMuLaw, G711_RATE, toALaw, toMuLaw } from './g711.ts'
import { SAMPLE_RATE } from './melody.ts'
import { BYTES_PER_SAMPLE, pcmLoop } from './pcm.ts'

/** Encoding of sound without a header, by its name in the Realtime API. */
export type RawFormat = 'audio/pcm' | 'audio/pcmu' | 'audio/pcma'

/** @returns the format of that name; unknown names are PCM */
export function rawFormat(name: unknown): RawFormat {
  return name === 'audio/pcmu' || name === 'audio/pcma' ? name : 'audio/pcm'
}

/** @returns the bytes of one millisecond of sound */
export function bytesPerMillisecond(format: RawFormat): number {
  return format === 'audio/pcm' ? (SAMPLE_RATE * BYTES_PER_SAMPLE) / 1000 : G711_RATE / 1000
}

/** @returns the duration in milliseconds */
export function rawDuration(bytes: number, format: RawFormat): number {
  return bytes / bytesPerMillisecond(format)
}

/**
 * Returns a piece of the mock's melody.
 *
 * @param start position in milliseconds, a multiple of ten
 * @param milliseconds length of the piece
 */
export function rawMelody(start: number, milliseconds: number, format: RawFormat): Uint8Array<ArrayBuffer> {
  const { samples, bytes } = pcmLoop()
  const size = Math.round(milliseconds * bytesPerMillisecond(format))
  const piece = new Uint8Array(format === 'audio/pcm' ? size - (size % BYTES_PER_SAMPLE) : size)
  if (format === 'audio/pcm') {
    const first = Math.round(start * bytesPerMillisecond(format)) % bytes.length
    for (let position = 0, from = first; position < piece.length; from = 0) {
      const part = bytes.subarray(from, from + piece.length - position)
      piece.set(part, position)
      position += part.length
    }
    return piece
  }
  const encode = format === 'audio/pcmu' ? toMuLaw : toALaw
  const step = SAMPLE_RATE / G711_RATE
  const first = start * bytesPerMillisecond(format)
  for (let index = 0; index < piece.length; index += 1) {
    piece[index] = encode(samples[((first + index) * step) % samples.length] ?? 0)
  }
  return piece
}

/**
 * Decodes sound to samples from -32768 to 32767, at the sample rate of the format.
 *
 * @returns the samples; an odd last byte of PCM is ignored
 */
export function rawSamples(bytes: Uint8Array, format: RawFormat): Int16Array {
  if (format !== 'audio/pcm') {
    const decode = format === 'audio/pcmu' ? fromMuLaw : fromALaw
    return Int16Array.from(bytes, decode)
  }
  const samples = new Int16Array(Math.floor(bytes.length / BYTES_PER_SAMPLE))
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = (bytes[2 * index] ?? 0) | ((bytes[2 * index + 1] ?? 0) << 8)
  }
  return samples
}
