import { encodeJpeg } from './jpeg.ts'
import { paintLandscape } from './landscape.ts'
import type { Raster } from './raster.ts'
import { encodePng } from './png.ts'
import { formatImageMetadata } from './image-metadata.ts'
import type { ImageFormat, ImageOptions } from './image-options.ts'
import { encodeWebp } from './webp.ts'

interface ImageEncoder {
  contentType: string
  encode: (raster: Raster, compression: number) => Uint8Array<ArrayBuffer>
}

/** Image formats by their names in the API. */
export const IMAGE_FORMATS = {
  png: { contentType: 'image/png', encode: encodePng },
  jpeg: {
    contentType: 'image/jpeg',
    encode: (raster, compression) => encodeJpeg(raster, Math.max(1, Math.min(90, compression))),
  },
  webp: { contentType: 'image/webp', encode: encodeWebp },
} satisfies Record<ImageFormat, ImageEncoder>

/** Rows per sky band at the best quality, and the factor at the worst. */
const MIN_SKY_STEP = 16
const MAX_SKY_STEP_FACTOR = 8

/** @returns an image file of a landscape, with its options in a comment */
export function encodeImage(options: ImageOptions): Uint8Array<ArrayBuffer> {
  const { format = 'png', compression = 100, ...landscape } = options
  // Lossless files get smaller with fewer sky bands.
  const skyStep = MIN_SKY_STEP * Math.round(1 + ((MAX_SKY_STEP_FACTOR - 1) * (100 - compression)) / 100)
  const encoder: ImageEncoder = IMAGE_FORMATS[format]
  const raster = { ...paintLandscape({ ...landscape, skyStep }), comment: formatImageMetadata(options) }
  return encoder.encode(raster, compression)
}
