import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** True if ffprobe and ffmpeg are installed. */
export const hasFfmpeg = spawnSync('ffprobe', ['-version']).status === 0

/** Properties of a media file, as reported by ffprobe and ffmpeg. */
export interface MediaProbe {
  /** Container format. */
  format: string
  codec: string
  /** Duration of the container in seconds. */
  duration: number
  width: number | undefined
  height: number | undefined
  sampleRate: number | undefined
  /** Size of the decoded file in bytes: 16 bits per audio sample, or grayscale frames of a video. */
  decoded: number
  /** Error output of the decoder; empty for a valid file. */
  complaints: string
}

/**
 * @param bytes the media file
 * @param extension file extension, from which the tools guess the format
 */
export function probeMedia(bytes: Uint8Array, extension: string): MediaProbe {
  const folder = mkdtempSync(join(tmpdir(), 'media-'))
  try {
    const file = join(folder, `file.${extension}`)
    writeFileSync(file, bytes)
    const entries = 'format=format_name,duration:stream=codec_name,width,height,sample_rate'
    const probe = ['-v', 'error', '-show_entries', entries, '-of', 'default=noprint_wrappers=1', file]
    const found = new Map(
      execFileSync('ffprobe', probe)
        .toString()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
    const number = (name: string) => (found.has(name) ? Number(found.get(name)) : undefined)
    const output = number('width') === undefined ? ['-f', 's16le'] : ['-pix_fmt', 'gray', '-f', 'rawvideo']
    const decoder = ['-v', 'error', '-i', file, ...output, '-']
    const decoding = spawnSync('ffmpeg', decoder, { maxBuffer: 2 ** 30 })
    return {
      format: found.get('format_name') ?? '',
      codec: found.get('codec_name') ?? '',
      duration: number('duration') ?? 0,
      width: number('width'),
      height: number('height'),
      sampleRate: number('sample_rate'),
      decoded: decoding.stdout.length,
      complaints: decoding.stderr.toString(),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
