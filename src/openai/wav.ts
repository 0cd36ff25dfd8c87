const SAMPLE_RATE = 24_000
const BYTES_A_SAMPLE = 2
const HEADER_LENGTH = 44
const TONE_HERTZ = 220
const LOUDNESS = 6000

/** About how fast people speak. */
const CHARACTERS_A_SECOND = 15
const LONGEST_SECONDS = 20

/** @returns how long it takes to say the text, in seconds */
export function spokenSeconds(text: string): number {
  return Math.min(LONGEST_SECONDS, Math.max(0.2, text.length / CHARACTERS_A_SECOND))
}

/**
 * @param seconds how long
 * @returns a WAV file with a quiet tone: RIFF, 16-bit mono PCM at 24 kHz, as the API's speech has
 */
export function toneWav(seconds: number): Uint8Array<ArrayBuffer> {
  const samples = tonePcm(seconds)
  const file = new Uint8Array(HEADER_LENGTH + samples.length)
  const header = new DataView(file.buffer)
  const text = (offset: number, value: string) => file.set(new TextEncoder().encode(value), offset)
  text(0, 'RIFF')
  header.setUint32(4, HEADER_LENGTH - 8 + samples.length, true)
  text(8, 'WAVEfmt ')
  header.setUint32(16, 16, true)
  header.setUint16(20, 1, true)
  header.setUint16(22, 1, true)
  header.setUint32(24, SAMPLE_RATE, true)
  header.setUint32(28, SAMPLE_RATE * BYTES_A_SAMPLE, true)
  header.setUint16(32, BYTES_A_SAMPLE, true)
  header.setUint16(34, 8 * BYTES_A_SAMPLE, true)
  text(36, 'data')
  header.setUint32(40, samples.length, true)
  file.set(samples, HEADER_LENGTH)
  return file
}

/**
 * @param seconds how long
 * @returns a quiet tone as 16-bit little-endian mono PCM at 24 kHz
 */
export function tonePcm(seconds: number): Uint8Array<ArrayBuffer> {
  const count = Math.round(seconds * SAMPLE_RATE)
  const samples = new DataView(new ArrayBuffer(count * BYTES_A_SAMPLE))
  for (let index = 0; index < count; index += 1) {
    const value = LOUDNESS * Math.sin((2 * Math.PI * TONE_HERTZ * index) / SAMPLE_RATE)
    samples.setInt16(index * BYTES_A_SAMPLE, Math.round(value), true)
  }
  return new Uint8Array(samples.buffer)
}
