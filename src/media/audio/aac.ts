import { fromBase64 } from '../../web/bytes/base64.ts'
import { concatenate } from '../../web/bytes/bytes.ts'
import { AAC_LOOP } from '../encoded/audio-loops.ts'
import type { SoundFormat } from './format.ts'
import { SAMPLE_RATE } from './melody.ts'
import { cycle } from './repeat.ts'

const SAMPLES_PER_FRAME = 1024

/** AAC-LC in ADTS frames (ISO/IEC 13818-7, section 6.2), 24 kHz. */
export const aac: SoundFormat = {
  contentType: 'audio/aac',
  make: (seconds) => {
    const frames = framesOf(fromBase64(AAC_LOOP))
    return concatenate([...cycle(frames, Math.ceil((seconds * SAMPLE_RATE) / SAMPLES_PER_FRAME))])
  },
}

function framesOf(loop: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = []
  for (let position = 0; position < loop.length;) {
    const [high = 0, middle = 0, low = 0] = loop.subarray(position + 3, position + 6)
    const length = ((high & 0b11) << 11) | (middle << 3) | (low >> 5)
    frames.push(loop.subarray(position, position + length))
    position += length
  }
  return frames
}
