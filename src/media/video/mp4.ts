import { fromBase64 } from '../../web/bytes/base64.ts'
import { concatenate, utf8, uint16BE, uint32BE } from '../../web/bytes/bytes.ts'
import { type PreparedVideo, VIDEOS } from '../encoded/video-loops.ts'
import { FRAMES_PER_SECOND, type VideoOptions } from './video-id.ts'

/** Ticks per second and per frame. */
const TIMESCALE = 12_000
const FRAME_TICKS = TIMESCALE / FRAMES_PER_SECOND

/**
 * Creates an MP4 file (ISO/IEC 14496-12) with H.264 video of a sun that sets and rises.
 *
 * @param shape size and duration; sizes that were not encoded fall back to the first one
 */
export function makeVideo({ size, seconds }: VideoOptions): Uint8Array<ArrayBuffer> {
  const [fallback] = Object.keys(VIDEOS)
  const name = size in VIDEOS ? size : (fallback ?? '')
  const video = VIDEOS[name]
  if (video === undefined) {
    throw new RangeError(`no encoded video for size ${size}; run scripts/prepare-video.ts`)
  }
  const samples = samplesOf(video)
  const frames = Array.from(
    { length: Math.round(seconds * FRAMES_PER_SECOND) },
    (_, index) => index % samples.length,
  )
  const data = concatenate(frames.map((index) => samples[index] ?? new Uint8Array()))
  const type = box('ftyp', utf8('isom'), uint32BE(512), utf8('isomiso2avc1mp41'))
  const [width = 0, height = 0] = name.split('x').map(Number)
  const movie = (dataAt: number) => movieBox({ video, width, height, samples, frames, dataAt })
  // The length of the movie box does not depend on the data offset in it.
  return concatenate([type, movie(type.length + movie(0).length + BOX_HEADER), box('mdat', data)])
}

/** @returns the frames in MP4 form, each prefixed by its length */
function samplesOf({ frames, lengths }: PreparedVideo): Uint8Array[] {
  const bytes = fromBase64(frames)
  let position = 0
  return lengths.map((length) => {
    const sample = concatenate([uint32BE(length), bytes.subarray(position, position + length)])
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
  [1, 0, 0, 0, 1, 0, 0, 0].map((value) => uint32BE(value * 65_536)).concat(uint32BE(0x40000000)),
)

function movieBox(movie: Movie): Uint8Array {
  const { width, height, frames } = movie
  const ticks = uint32BE(frames.length * FRAME_TICKS)
  const zeros = (count: number) => new Uint8Array(count)
  const movieHeader = [
    zeros(8),
    uint32BE(TIMESCALE),
    ticks,
    uint32BE(0x10000),
    uint16BE(0x100),
    zeros(10),
    IDENTITY,
  ]
  const size = concatenate([uint32BE(width * 65_536), uint32BE(height * 65_536)])
  return box(
    'moov',
    fullBox('mvhd', 0, ...movieHeader, zeros(24), uint32BE(2)),
    box(
      'trak',
      fullBox('tkhd', 3, zeros(8), uint32BE(1), zeros(4), ticks, zeros(16), IDENTITY, size),
      box(
        'mdia',
        // Language "und".
        fullBox('mdhd', 0, zeros(8), uint32BE(TIMESCALE), ticks, uint16BE(0x55c4), zeros(2)),
        fullBox('hdlr', 0, zeros(4), utf8('vide'), zeros(12), utf8('openai-edge-mock\0')),
        box(
          'minf',
          fullBox('vmhd', 1, zeros(8)),
          box('dinf', fullBox('dref', 0, uint32BE(1), fullBox('url ', 1))),
          sampleTable(movie),
        ),
      ),
    ),
  )
}

/** Codec, times, sizes and offset of the frames, which are all in one chunk. */
function sampleTable({ video, width, height, samples, frames, dataAt }: Movie): Uint8Array {
  const keyFrames = frames.flatMap((sample, index) => (sample === 0 ? [uint32BE(index + 1)] : []))
  const sizes = frames.map((sample) => uint32BE(samples[sample]?.length ?? 0))
  return box(
    'stbl',
    fullBox('stsd', 0, uint32BE(1), sampleEntry(video, width, height)),
    fullBox('stts', 0, uint32BE(1), uint32BE(frames.length), uint32BE(FRAME_TICKS)),
    fullBox('stss', 0, uint32BE(keyFrames.length), ...keyFrames),
    fullBox('stsc', 0, uint32BE(1), uint32BE(1), uint32BE(frames.length), uint32BE(1)),
    fullBox('stsz', 0, uint32BE(0), uint32BE(sizes.length), ...sizes),
    fullBox('stco', 0, uint32BE(1), uint32BE(dataAt)),
  )
}

/** Contains the parameter sets, instead of the frames (ISO/IEC 14496-15, section 5). */
function sampleEntry({ sequence, picture }: PreparedVideo, width: number, height: number): Uint8Array {
  const parameters = fromBase64(sequence)
  const pictureParameters = fromBase64(picture)
  return box(
    'avc1',
    new Uint8Array(6),
    uint16BE(1),
    new Uint8Array(16),
    uint16BE(width),
    uint16BE(height),
    // 72 dpi, one frame per sample, no compressor name, 24-bit color.
    uint32BE(0x480000),
    uint32BE(0x480000),
    uint32BE(0),
    uint16BE(1),
    new Uint8Array(32),
    uint16BE(24),
    uint16BE(0xffff),
    box(
      'avcC',
      Uint8Array.of(1),
      parameters.subarray(1, 4),
      Uint8Array.of(0xff, 0xe1),
      uint16BE(parameters.length),
      parameters,
      Uint8Array.of(1),
      uint16BE(pictureParameters.length),
      pictureParameters,
    ),
  )
}

const BOX_HEADER = 8

function box(type: string, ...content: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = content.reduce((sum, part) => sum + part.length, BOX_HEADER)
  return concatenate([uint32BE(length), utf8(type), ...content])
}

/** A box with version 0 and flags. */
function fullBox(type: string, flags: number, ...content: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return box(type, uint32BE(flags), ...content)
}
