import type { SoundFormat } from './format.ts'
import { melody, SAMPLE_RATE } from './melody.ts'

/** All generated audio has 16 bits per sample. */
export const BYTES_PER_SAMPLE = 2

interface Loop {
  samples: Int16Array
  /** The samples, little-endian. */
  bytes: Uint8Array
}

let loop: Loop | undefined

/** @returns one second of audio, created on first use */
export function pcmLoop(): Loop {
  loop ??= makeLoop()
  return loop
}

function makeLoop(): Loop {
  const samples = melody(SAMPLE_RATE)
  const bytes = new Uint8Array(samples.length * BYTES_PER_SAMPLE)
  const view = new DataView(bytes.buffer)
  for (const [index, sample] of samples.entries()) {
    view.setInt16(index * BYTES_PER_SAMPLE, sample, true)
  }
  return { samples, bytes }
}

/** @returns 16-bit little-endian samples after `headerLength` zero bytes */
export function pcmSamples(seconds: number, headerLength: number): Uint8Array<ArrayBuffer> {
  const count = Math.round(seconds * SAMPLE_RATE)
  const file = new Uint8Array(headerLength + count * BYTES_PER_SAMPLE)
  const { bytes } = pcmLoop()
  for (let position = headerLength; position < file.length; position += bytes.length) {
    file.set(bytes.subarray(0, file.length - position), position)
  }
  return file
}

/** Raw samples: 24 kHz, 16 bits, little-endian, one channel. */
export const pcm: SoundFormat = {
  contentType: 'audio/pcm',
  make: (seconds) => pcmSamples(seconds, 0),
}
