/** Size and duration of a video. */
export interface VideoShape {
  /** `720x1280` */
  size: string
  seconds: number
}

/** Values allowed by the document, its defaults first. */
const SIZES = ['720x1280', '1280x720', '1024x1792', '1792x1024']
const LENGTHS = [4, 8, 12]

/** Format of OpenAI's video ids: 48 hex digits, of which the mock uses the last. */
const ID = /^video_[0-9a-f]{47}([0-9ab])$/

/** @returns the requested size and duration; invalid ones are replaced by the defaults */
export function videoShape(size: unknown, seconds: unknown): VideoShape {
  return {
    size: SIZES.find((one) => one === size) ?? SIZES[0] ?? '',
    seconds: LENGTHS.find((one) => one === Number(seconds)) ?? LENGTHS[0] ?? 0,
  }
}

/**
 * Encodes size and duration in the last digit of an id, since the mock does not store videos.
 *
 * @param random returns a number from 0 (inclusive) to 1 (exclusive)
 */
export function videoId({ size, seconds }: VideoShape, random: () => number): string {
  const digits = Array.from({ length: 47 }, () => Math.floor(random() * 16).toString(16)).join('')
  const shape = SIZES.indexOf(size) * LENGTHS.length + LENGTHS.indexOf(seconds)
  return `video_${digits}${shape.toString(16)}`
}

/** @returns the size and duration encoded in the id, or the document's defaults */
export function shapeOfVideo(id: string): VideoShape {
  const shape = Number.parseInt(ID.exec(id)?.[1] ?? '0', 16)
  return videoShape(SIZES[Math.floor(shape / LENGTHS.length)], LENGTHS[shape % LENGTHS.length])
}
