import { concatenate, text, uint16LowFirst, uint32LowFirst } from '../../web/bytes/bytes.ts'
import type { SoundFormat } from './format.ts'
import { SAMPLE_RATE } from './melody.ts'
import { pcmSamples } from './pcm.ts'

const HEADER_LENGTH = 44
const BYTES_A_SAMPLE = 2

/** RIFF with 16-bit samples, one channel, 24 kHz. */
export const wav: SoundFormat = {
  contentType: 'audio/wav',
  make: (seconds) => {
    const file = pcmSamples(seconds, HEADER_LENGTH)
    file.set(
      concatenate([
        text('RIFF'),
        uint32LowFirst(file.length - 8),
        text('WAVEfmt '),
        uint32LowFirst(16),
        uint16LowFirst(1),
        uint16LowFirst(1),
        uint32LowFirst(SAMPLE_RATE),
        uint32LowFirst(SAMPLE_RATE * BYTES_A_SAMPLE),
        uint16LowFirst(BYTES_A_SAMPLE),
        uint16LowFirst(8 * BYTES_A_SAMPLE),
        text('data'),
        uint32LowFirst(file.length - HEADER_LENGTH),
      ]),
    )
    return file
  },
}
