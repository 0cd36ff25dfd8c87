import { bytesOfBase64, concatenate, text, uint16, uint32 } from '../../web/bytes/bytes.ts'
import { type PreparedVideo, VIDEOS } from '../encoded/video-loops.ts'
import type { VideoShape } from './video-id.ts'

const FRAMES_A_SECOND = 12

/** Ticks per second and per frame. */
const TIMESCALE = 12_000
const FRAME_TICKS = TIMESCALE / FRAMES_A_SECOND

/**
 * Creates an MP4 file (ISO/IEC 14496-12) with H.264 video of a sun that sets and rises.
 *
 * @param shape size and duration; sizes that were not encoded fall back to the first one
 */
export function makeVideo({ size, seconds }: VideoShape): Uint8Array<ArrayBuffer> {
  const [fallback] = Object.keys(VIDEOS)
  const name = size in VIDEOS ? size : (fallback ?? '')
  const video = VIDEOS[name]
  if (video === undefined) {
    throw new RangeError(`no encoded video for size ${size}; run scripts/prepare-video.ts`)
  }
  const samples = samplesOf(video)
  const frames = Array.from(
    { length: Math.round(seconds * FRAMES_A_SECOND) },
    (_, index) => index % samples.length,
  )
  const data = concatenate(frames.map((index) => samples[index] ?? new Uint8Array()))
  const type = box('ftyp', text('isom'), uint32(512), text('isomiso2avc1mp41'))
  const [width = 0, height = 0] = name.split('x').map(Number)
  const movie = (dataAt: number) => movieBox({ video, width, height, samples, frames, dataAt })
  // The length of the movie box does not depend on the data offset in it.
  return concatenate([type, movie(type.length + movie(0).length + BOX_HEADER), box('mdat', data)])
}

/** @returns the frames in MP4 form, each prefixed by its length */
function samplesOf({ frames, lengths }: PreparedVideo): Uint8Array[] {
  const bytes = bytesOfBase64(frames)
  let position = 0
  return lengths.map((length) => {
    const sample = concatenate([uint32(length), bytes.subarray(position, position + length)])
    position += length
    return sample
  })
}

interface Movie {
  video: PreparedVideo
  width: number
  height: number
  samples: readonly Uint8Array[]
  /** The sample index of each frame. */
  frames: readonly number[]
  /** Offset of the first frame in the file. */
  dataAt: number
}

const IDENTITY = concatenate(
  [1, 0, 0, 0, 1, 0, 0, 0].map((value) => uint32(value * 65_536)).concat(uint32(0x40000000)),
)

function movieBox(movie: Movie): Uint8Array {
  const { width, height, frames } = movie
  const ticks = uint32(frames.length * FRAME_TICKS)
  const zeros = (count: number) => new Uint8Array(count)
  const movieHeader = [
    zeros(8),
    uint32(TIMESCALE),
    ticks,
    uint32(0x10000),
    uint16(0x100),
    zeros(10),
    IDENTITY,
  ]
  const size = concatenate([uint32(width * 65_536), uint32(height * 65_536)])
  return box(
    'moov',
    fullBox('mvhd', 0, ...movieHeader, zeros(24), uint32(2)),
    box(
      'trak',
      fullBox('tkhd', 3, zeros(8), uint32(1), zeros(4), ticks, zeros(16), IDENTITY, size),
      box(
        'mdia',
        // Language "und".
        fullBox('mdhd', 0, zeros(8), uint32(TIMESCALE), ticks, uint16(0x55c4), zeros(2)),
        fullBox('hdlr', 0, zeros(4), text('vide'), zeros(12), text('openai-edge-mock\0')),
        box(
          'minf',
          fullBox('vmhd', 1, zeros(8)),
          box('dinf', fullBox('dref', 0, uint32(1), fullBox('url ', 1))),
          sampleTable(movie),
        ),
      ),
    ),
  )
}

/** Codec, times, sizes and offset of the frames, which are all in one chunk. */
function sampleTable({ video, width, height, samples, frames, dataAt }: Movie): Uint8Array {
  const keyFrames = frames.flatMap((sample, index) => (sample === 0 ? [uint32(index + 1)] : []))
  const sizes = frames.map((sample) => uint32(samples[sample]?.length ?? 0))
  return box(
    'stbl',
    fullBox('stsd', 0, uint32(1), sampleEntry(video, width, height)),
    fullBox('stts', 0, uint32(1), uint32(frames.length), uint32(FRAME_TICKS)),
    fullBox('stss', 0, uint32(keyFrames.length), ...keyFrames),
    fullBox('stsc', 0, uint32(1), uint32(1), uint32(frames.length), uint32(1)),
    fullBox('stsz', 0, uint32(0), uint32(sizes.length), ...sizes),
    fullBox('stco', 0, uint32(1), uint32(dataAt)),
  )
}

/** Contains the parameter sets, instead of the frames (ISO/IEC 14496-15, section 5). */
function sampleEntry({ sequence, picture }: PreparedVideo, width: number, height: number): Uint8Array {
  const parameters = bytesOfBase64(sequence)
  const pictureParameters = bytesOfBase64(picture)
  return box(
    'avc1',
    new Uint8Array(6),
    uint16(1),
    new Uint8Array(16),
    uint16(width),
    uint16(height),
    // 72 dpi, one frame per sample, no compressor name, 24-bit color.
    uint32(0x480000),
    uint32(0x480000),
    uint32(0),
    uint16(1),
    new Uint8Array(32),
    uint16(24),
    uint16(0xffff),
    box(
      'avcC',
      Uint8Array.of(1),
      parameters.subarray(1, 4),
      Uint8Array.of(0xff, 0xe1),
      uint16(parameters.length),
      parameters,
      Uint8Array.of(1),
      uint16(pictureParameters.length),
      pictureParameters,
    ),
  )
}

const BOX_HEADER = 8

function box(type: string, ...content: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = content.reduce((sum, part) => sum + part.length, BOX_HEADER)
  return concatenate([uint32(length), text(type), ...content])
}

/** A box with version 0 and flags. */
function fullBox(type: string, flags: number, ...content: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return box(type, uint32(flags), ...content)
}
