// Makes src/media/prepared/video.ts: two seconds of H.264 for each size of the API's videos, to be repeated for as long
// as needed. The pictures are our own. Only needed when they change, and only this needs ffmpeg:
// node scripts/prepare-video.ts
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Colour, paintRows, type Shape } from '../src/media/picture.ts'
import { encodePng } from '../src/media/png.ts'

const SIZES = ['720x1280', '1280x720', '1024x1792', '1792x1024']
const FRAMES = 24
const FRAMES_A_SECOND = 12
const SKY_BANDS = 8
const QUALITY = 48

/** A sun that goes down behind the hills and comes up again. */
function frame(size: string, index: number): Uint8Array {
  const [width = 0, height = 0] = size.split('x').map(Number)
  const turn = (2 * Math.PI * index) / FRAMES
  const palette = Array.from({ length: SKY_BANDS }, (_, band): Colour => [
    110 + 9 * band,
    170 + 4 * band,
    235 - 2 * band,
    255,
  ])
  const add = (colour: Colour) => palette.push(colour) - 1
  const circle = (colour: number, { x, y, radius }: { x: number; y: number; radius: number }): Shape => ({
    colour,
    top: y - radius,
    bottom: y + radius,
    span: (row) => {
      const half = Math.sqrt(Math.max(0, radius ** 2 - (row + 0.5 - y) ** 2))
      return [x - half, x + half]
    },
  })
  const shapes = [
    circle(add([255, 214, 90, 255]), {
      x: 0.6 * width,
      y: (0.42 - 0.12 * Math.cos(turn)) * height,
      radius: 0.09 * Math.min(width, height),
    }),
    circle(add([96, 160, 104, 255]), { x: 0.15 * width, y: 0.62 * height + width, radius: width }),
    circle(add([64, 122, 82, 255]), { x: 0.9 * width, y: 0.7 * height + width, radius: width }),
  ]
  const rows = paintRows({ width, height }, (y) => Math.floor((y * SKY_BANDS) / height), shapes)
  return encodePng({ width, height, palette, rows })
}

/** @returns NAL units (ISO/IEC 14496-10, annex B) without their start codes */
function encode(size: string): Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), 'prepare-video-'))
  for (let index = 0; index < FRAMES; index += 1) {
    writeFileSync(join(folder, `${String(index).padStart(3, '0')}.png`), frame(size, index))
  }
  const input = ['-v', 'error', '-framerate', String(FRAMES_A_SECOND), '-i', join(folder, '%03d.png')]
  const codec = ['-c:v', 'libx264', '-preset', 'veryslow', '-profile:v', 'main', '-crf', String(QUALITY)]
  const parameters = `keyint=${FRAMES}:scenecut=0:bframes=0:no-info=1`
  const output = ['-pix_fmt', 'yuv420p', '-x264-params', parameters, '-bitexact', '-f', 'h264', '-']
  const stream = execFileSync('ffmpeg', [...input, ...codec, ...output]).toString('latin1')
  rmSync(folder, { recursive: true })
  return stream
    .replaceAll(LONG_START, START)
    .split(START)
    .slice(1)
    .map((unit) => Buffer.from(unit, 'latin1'))
}

/** What stands before each unit. */
const START = '\0\0\u0001'
const LONG_START = `\0${START}`

const SEQUENCE_PARAMETERS = 7
const PICTURE_PARAMETERS = 8
const SLICES = new Set([1, 5])

function prepared(size: string): string {
  const units = encode(size)
  const typeOf = (unit: Buffer) => (unit[0] ?? 0) & 0x1f
  const only = (type: number) => units.find((unit) => typeOf(unit) === type)?.toString('base64') ?? ''
  const frames = units.filter((unit) => SLICES.has(typeOf(unit)))
  if (frames.length !== FRAMES) {
    throw new Error(`${size} has ${frames.length} slices, not one a frame`)
  }
  return `  '${size}': {
    sequence: '${only(SEQUENCE_PARAMETERS)}',
    picture: '${only(PICTURE_PARAMETERS)}',
    lengths: [${frames.map(({ length }) => length).join(', ')}],
    frames:
      '${Buffer.concat(frames).toString('base64')}',
  },
`
}

writeFileSync(
  resolve(import.meta.dirname, '../src/media/prepared/video.ts'),
  `// Made by scripts/prepare-video.ts of pictures of our own.

/** Two seconds of H.264 in ${FRAMES} frames, of which the first stands for itself. */
export interface PreparedVideo {
  /** Parameter sets, as base64. */
  sequence: string
  picture: string
  /** Of each frame, in bytes. */
  lengths: readonly number[]
  /** The frames, one NAL unit each, as base64. */
  frames: string
}

/** By width and height. */
export const VIDEOS: Readonly<Record<string, PreparedVideo>> = {
${SIZES.map(prepared).join('')}}
`,
)
