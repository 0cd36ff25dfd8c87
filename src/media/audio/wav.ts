import { concatenate, utf8, uint16LE, uint32LE } from '../../web/bytes/bytes.ts'
import type { SoundFormat } from './format.ts'
import { SAMPLE_RATE } from './melody.ts'
import { BYTES_PER_SAMPLE, pcmSamples } from './pcm.ts'

const HEADER_LENGTH = 44

/** RIFF with 16-bit samples, one channel, 24 kHz. */
export const wav: SoundFormat = {
  contentType: 'audio/wav',
  make: (seconds) => {
    const file = pcmSamples(seconds, HEADER_LENGTH)
    file.set(
      concatenate([
        utf8('RIFF'),
        uint32LE(file.length - 8),
        utf8('WAVEfmt '),
        uint32LE(16),
        uint16LE(1),
        uint16LE(1),
        uint32LE(SAMPLE_RATE),
        uint32LE(SAMPLE_RATE * BYTES_PER_SAMPLE),
        uint16LE(BYTES_PER_SAMPLE),
        uint16LE(8 * BYTES_PER_SAMPLE),
        utf8('data'),
        uint32LE(file.length - HEADER_LENGTH),
      ]),
    )
    return file
  },
}
