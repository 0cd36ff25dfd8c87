// Makes src/media/prepared/sound.ts: frames of the formats that take an encoder, to be repeated for as long as needed.
// The sound is our own, from src/media/sound/melody.ts. Only needed when that changes, and only this needs ffmpeg:
// node scripts/prepare-sound.ts
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { melody, SAMPLE_RATE } from '../src/media/sound/melody.ts'

/** The loop is encoded so many times, and taken from the middle, where the encoder has heard what comes before. */
const REPEATS = 5
const TAKEN = 2

const MP3_FRAME = { samples: 576, count: 42 }
const AAC_FRAME = { samples: 1024, count: 24 }
const OPUS_FRAME = { samples: SAMPLE_RATE / 50, count: 50 }

function encode({ samples, count }: { samples: number; count: number }, options: string[]): Buffer {
  const loop = Buffer.from(melody(samples * count).buffer)
  const input = Buffer.concat(Array.from({ length: REPEATS }, () => loop))
  const given = ['-v', 'error', '-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', '1', '-i', '-']
  return execFileSync('ffmpeg', [...given, '-bitexact', ...options, '-'], { input })
}

function loopOf<Frame>(frames: Frame[], count: number): Frame[] {
  return frames.slice(TAKEN * count, (TAKEN + 1) * count)
}

function mp3(): Buffer {
  const options = ['-c:a', 'libmp3lame', '-b:a', '32k', '-reservoir', '0', '-write_xing', '0']
  const file = encode(MP3_FRAME, [...options, '-id3v2_version', '0', '-f', 'mp3'])
  const length = (72 * 32_000) / SAMPLE_RATE
  const frames = Array.from({ length: file.length / length }, (_, index) =>
    file.subarray(index * length, (index + 1) * length),
  )
  if (frames.some((frame) => frame[0] !== 0xff || frame.length !== length)) {
    throw new Error('the MP3 frames are not as long as expected')
  }
  return Buffer.concat(loopOf(frames, MP3_FRAME.count))
}

function aac(): Buffer {
  const file = encode(AAC_FRAME, ['-c:a', 'aac', '-b:a', '24k', '-f', 'adts'])
  const frames: Buffer[] = []
  for (let position = 0; position < file.length;) {
    const length = (file.readUInt32BE(position + 2) >> 5) & 0x1fff
    frames.push(file.subarray(position, position + length))
    position += length
  }
  return Buffer.concat(loopOf(frames, AAC_FRAME.count))
}

/** Packets, each after a byte that says how long it is. */
function opus(): Buffer {
  const options = ['-c:a', 'libopus', '-b:a', '16k', '-frame_duration', '20', '-vbr', 'off']
  const file = encode(OPUS_FRAME, [...options, '-f', 'ogg'])
  const packets: Buffer[] = []
  let packet = Buffer.alloc(0)
  for (let page = 0; page < file.length;) {
    const segments = file.subarray(page + 27, page + 27 + (file[page + 26] ?? 0))
    let position = page + 27 + segments.length
    for (const length of segments) {
      packet = Buffer.concat([packet, file.subarray(position, position + length)])
      position += length
      if (length < 255) {
        packets.push(packet)
        packet = Buffer.alloc(0)
      }
    }
    page = position
  }
  // The first two are the headers.
  const loop = loopOf(packets.slice(2), OPUS_FRAME.count)
  return Buffer.concat(loop.flatMap((one) => [Buffer.of(one.length), one]))
}

const file = resolve(import.meta.dirname, '../src/media/prepared/sound.ts')
writeFileSync(
  file,
  `// Made by scripts/prepare-sound.ts of a melody of our own.

/** ${MP3_FRAME.count} MPEG-2 Layer III frames of 96 bytes and ${MP3_FRAME.samples} samples. */
export const MP3_LOOP =
  '${mp3().toString('base64')}'

/** ${AAC_FRAME.count} ADTS frames of AAC-LC, ${AAC_FRAME.samples} samples each. */
export const AAC_LOOP =
  '${aac().toString('base64')}'

/** ${OPUS_FRAME.count} Opus packets of 20 ms, each after a byte that says how long it is. */
export const OPUS_LOOP =
  '${opus().toString('base64')}'
`,
)
