/** Size and duration of a video. */
export interface VideoOptions {
  /** `720x1280` */
  size: string
  seconds: number
}

/** Frame rate of the generated videos. */
export const FRAMES_PER_SECOND = 12

/** Values allowed by the document, its defaults first. */
export const VIDEO_SIZES = ['720x1280', '1280x720', '1024x1792', '1792x1024']
const DURATIONS = [4, 8, 12]

/** Format of OpenAI's video ids: 48 hex digits, of which the mock uses the last. */
const ID = /^video_[0-9a-f]{47}([0-9ab])$/

/** @returns the requested size and duration; invalid ones are replaced by the defaults */
export function videoOptions(size: unknown, seconds: unknown): VideoOptions {
  return {
    size: VIDEO_SIZES.find((one) => one === size) ?? VIDEO_SIZES[0] ?? '',
    seconds: DURATIONS.find((one) => one === Number(seconds)) ?? DURATIONS[0] ?? 0,
  }
}

/**
 * Encodes size and duration in the last digit of an id, since the mock does not store videos.
 *
 * @param random returns a number from 0 (inclusive) to 1 (exclusive)
 */
export function encodeVideoId({ size, seconds }: VideoOptions, random: () => number): string {
  const digits = Array.from({ length: 47 }, () => Math.floor(random() * 16).toString(16)).join('')
  const index = VIDEO_SIZES.indexOf(size) * DURATIONS.length + DURATIONS.indexOf(seconds)
  return `video_${digits}${index.toString(16)}`
}

/** @returns the size and duration encoded in the id, or the document's defaults */
export function decodeVideoId(id: string): VideoOptions {
  const index = Number.parseInt(ID.exec(id)?.[1] ?? '0', 16)
  return videoOptions(VIDEO_SIZES[Math.floor(index / DURATIONS.length)], DURATIONS[index % DURATIONS.length])
}
