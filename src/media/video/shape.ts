/** Size and length of a video. */
export interface VideoShape {
  /** `720x1280` */
  size: string
  seconds: number
}

/** What the document allows; the first are its defaults. */
const SIZES = ['720x1280', '1280x720', '1024x1792', '1792x1024']
const LENGTHS = [4, 8, 12]

/** Ids of the service's videos: 48 hexadecimal digits. */
const ID = /^video_[0-9a-f]{47}([0-9ab])$/

/** @returns the size and length that were asked for, where they are ones that there are */
export function videoShape(size: unknown, seconds: unknown): VideoShape {
  return {
    size: SIZES.find((one) => one === size) ?? SIZES[0] ?? '',
    seconds: LENGTHS.find((one) => one === Number(seconds)) ?? LENGTHS[0] ?? 0,
  }
}

/**
 * An id that says what the video is, since nothing is stored: its last digit is the shape.
 *
 * @param random from 0 to 1
 */
export function videoId({ size, seconds }: VideoShape, random: () => number): string {
  const digits = Array.from({ length: 47 }, () => Math.floor(random() * 16).toString(16)).join('')
  const shape = SIZES.indexOf(size) * LENGTHS.length + LENGTHS.indexOf(seconds)
  return `video_${digits}${shape.toString(16)}`
}

/** @returns the shape of the video of that id; that of the document's defaults for an id that does not say */
export function shapeOfVideo(id: string): VideoShape {
  const shape = Number.parseInt(ID.exec(id)?.[1] ?? '0', 16)
  return videoShape(SIZES[Math.floor(shape / LENGTHS.length)], LENGTHS[shape % LENGTHS.length])
}
