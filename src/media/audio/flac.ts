import { MsbBitWriter } from '../image/bit-writer.ts'
import { concatenate, utf8, uint16BE } from '../../web/bytes/bytes.ts'
import { createCrc } from '../../web/bytes/crc.ts'
import type { SoundFormat } from './format.ts'
import { SAMPLE_RATE } from './melody.ts'
import { pcmLoop } from './pcm.ts'
import { cycle } from './repeat.ts'

/** A tenth of a second. */
const SAMPLES_PER_FRAME = 2400

/** Free Lossless Audio Codec (RFC 9639), 24 kHz, 16 bits, one channel. */
export const flac: SoundFormat = {
  contentType: 'audio/flac',
  make: (seconds) => {
    const count = Math.ceil((seconds * SAMPLE_RATE) / SAMPLES_PER_FRAME)
    const frames = [...cycle(subframes(), count)].map((subframe, number) => frameOf(subframe, number))
    return concatenate([utf8('fLaC'), streamInfo(count * SAMPLES_PER_FRAME), ...frames])
  },
}

/** The only metadata block (section 8.2): the last one, type 0, 34 bytes. */
function streamInfo(samples: number): Uint8Array {
  const writer = new MsbBitWriter()
  writer.put(0x80, 8)
  writer.put(34, 24)
  writer.put(SAMPLES_PER_FRAME, 16)
  writer.put(SAMPLES_PER_FRAME, 16)
  // Frame sizes are unknown (0), as is the checksum of the samples at the end.
  writer.put(0, 24)
  writer.put(0, 24)
  writer.put(SAMPLE_RATE, 20)
  writer.put(0, 3)
  writer.put(15, 5)
  writer.put(0, 4)
  writer.put(samples >>> 16, 16)
  writer.put(samples & 0xffff, 16)
  return concatenate([writer.finish(), new Uint8Array(16)])
}

/** @returns a frame: header with its number (section 9.1), subframe and both checksums */
function frameOf(subframe: Uint8Array, number: number): Uint8Array {
  const header = concatenate([
    // Fixed block size, given in 16 bits; 24 kHz; one channel; 16 bits per sample.
    Uint8Array.of(0xff, 0xf8, 0x77, 0x08),
    utf8(String.fromCodePoint(number)),
    uint16BE(SAMPLES_PER_FRAME - 1),
  ])
  const frame = concatenate([header, Uint8Array.of(crc8(header)), subframe])
  return concatenate([frame, uint16BE(crc16(frame))])
}

let encoded: Uint8Array[] | undefined

/** @returns the frames of one second, without headers; encoded on first use */
function subframes(): Uint8Array[] {
  encoded ??= Array.from({ length: SAMPLE_RATE / SAMPLES_PER_FRAME }, (_, index) =>
    subframeOf(pcmLoop().samples.subarray(index * SAMPLES_PER_FRAME, (index + 1) * SAMPLES_PER_FRAME)),
  )
  return encoded
}

const WARM_UP = 2

/** Encodes samples with a second-order fixed predictor and Rice-coded residuals (sections 9.2.5 and 9.2.7). */
function subframeOf(samples: Int16Array): Uint8Array {
  const residuals = Array.from(samples.subarray(WARM_UP), (sample, index) => {
    const error = sample - 2 * (samples[index + 1] ?? 0) + (samples[index] ?? 0)
    return error < 0 ? -2 * error - 1 : 2 * error
  })
  const mean = residuals.reduce((sum, value) => sum + value, 0) / residuals.length
  const parameter = Math.max(0, Math.min(14, Math.floor(Math.log2(mean + 1))))
  const writer = new MsbBitWriter()
  writer.put(0b0_001_010_0, 8)
  for (const sample of samples.subarray(0, WARM_UP)) {
    writer.put(sample & 0xffff, 16)
  }
  writer.put(0, 6)
  writer.put(parameter, 4)
  for (const residual of residuals) {
    for (let quotient = residual >> parameter; quotient > 0; quotient -= 1) {
      writer.put(0, 1)
    }
    writer.put(1, 1)
    writer.put(residual & ((1 << parameter) - 1), parameter)
  }
  return writer.finish()
}

/** Checksums of headers and frames (sections 9.1.8 and 9.3). */
const crc8 = createCrc(8, 0x07)
const crc16 = createCrc(16, 0x8005)
