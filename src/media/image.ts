import { encodeJpeg } from './jpeg.ts'
import { paintLandscape } from './landscape.ts'
import type { Picture } from './picture.ts'
import { encodePng } from './png.ts'
import { recipeOf } from './recipe.ts'
import { encodeWebp } from './webp.ts'

/** What picture is wanted. */
export interface ImageOptions {
  /** Any text, such as the prompt: the same one gives the same picture, another one another. */
  seed: string
  /** Pixels. */
  width: number
  height: number
  format?: ImageFormat
  /** True for a picture without a sky; JPEG files have no transparency, and are white there. */
  isTransparent?: boolean
  /** How much of the quality is kept, 0 to 100 (`output_compression`). */
  compression?: number
  /** How much of the picture is there already, 0 to 1. */
  progress?: number
}

interface ImageEncoder {
  contentType: string
  encode: (picture: Picture, compression: number) => Uint8Array<ArrayBuffer>
}

/** Formats of pictures, by their names in the API. */
export const IMAGE_FORMATS = {
  png: { contentType: 'image/png', encode: encodePng },
  jpeg: {
    contentType: 'image/jpeg',
    encode: (picture, compression) => encodeJpeg(picture, Math.max(1, Math.min(90, compression))),
  },
  webp: { contentType: 'image/webp', encode: encodeWebp },
} satisfies Record<string, ImageEncoder>

/** `png`, `jpeg` or `webp`. */
export type ImageFormat = keyof typeof IMAGE_FORMATS

/** @returns true for a format that there is an encoder for */
export function isImageFormat(name: unknown): name is ImageFormat {
  return typeof name === 'string' && Object.hasOwn(IMAGE_FORMATS, name)
}

/** Rows of one colour in the sky of the best quality, and how many times more of them the worst has. */
const SKY_STEP = 16
const MOST_STEPS = 8

/** @returns a file with a landscape in it, which also says what it was made from */
export function makeImage(options: ImageOptions): Uint8Array<ArrayBuffer> {
  const { format = 'png', compression = 100, ...landscape } = options
  // Lossless files get smaller by having less in them.
  const skyStep = SKY_STEP * Math.round(1 + ((MOST_STEPS - 1) * (100 - compression)) / 100)
  const encoder: ImageEncoder = IMAGE_FORMATS[format]
  const picture = { ...paintLandscape({ ...landscape, skyStep }), comment: recipeOf(options) }
  return encoder.encode(picture, compression)
}
