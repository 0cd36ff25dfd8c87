/** The API's largest image is 3840x2160. */
const MAX_SIDE = 3840

/** Width and height in pixels. */
export interface ImageSize {
  width: number
  height: number
}

/**
 * @param size `1536x1024`, or `auto`
 * @returns the size, or undefined for `auto` and invalid sizes
 */
export function parseImageSize(size: unknown): ImageSize | undefined {
  const [, width, height] = typeof size === 'string' ? (/^(\d{1,4})x(\d{1,4})$/.exec(size) ?? []) : []
  const sides = [Number(width), Number(height)]
  return sides.every((side) => side >= 1 && side <= MAX_SIDE)
    ? { width: Number(width), height: Number(height) }
    : undefined
}
