import { bytesOfBase64, concatenate } from '../../web/bytes/bytes.ts'
import { MP3_LOOP } from '../encoded/audio-loops.ts'
import type { SoundFormat } from './format.ts'
import { SAMPLE_RATE } from './melody.ts'
import { repeated } from './repeat.ts'

const BYTES_A_FRAME = 96
const SAMPLES_A_FRAME = 576

/** MPEG-2 Layer III, 24 kHz, 32 kbit/s. Frames are independent, since the bit reservoir is off. */
export const mp3: SoundFormat = {
  contentType: 'audio/mpeg',
  make: (seconds) => {
    const loop = bytesOfBase64(MP3_LOOP)
    const frames = Array.from({ length: loop.length / BYTES_A_FRAME }, (_, index) =>
      loop.subarray(index * BYTES_A_FRAME, (index + 1) * BYTES_A_FRAME),
    )
    return concatenate([...repeated(frames, Math.ceil((seconds * SAMPLE_RATE) / SAMPLES_A_FRAME))])
  },
}
