import { fromBase64 } from '../../web/bytes/base64.ts'
import { concatenate } from '../../web/bytes/bytes.ts'
import { MP3_LOOP } from '../encoded/audio-loops.ts'
import type { SoundFormat } from './format.ts'
import { SAMPLE_RATE } from './melody.ts'
import { cycle } from './repeat.ts'

const BYTES_PER_FRAME = 96
const SAMPLES_PER_FRAME = 576

/** MPEG-2 Layer III, 24 kHz, 32 kbit/s. Frames are independent, since the bit reservoir is off. */
export const mp3: SoundFormat = {
  contentType: 'audio/mpeg',
  make: (seconds) => {
    const loop = fromBase64(MP3_LOOP)
    const frames = Array.from({ length: loop.length / BYTES_PER_FRAME }, (_, index) =>
      loop.subarray(index * BYTES_PER_FRAME, (index + 1) * BYTES_PER_FRAME),
    )
    return concatenate([...cycle(frames, Math.ceil((seconds * SAMPLE_RATE) / SAMPLES_PER_FRAME))])
  },
}
