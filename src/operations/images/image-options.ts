import type { Json, JsonObject } from '../../web/json/json.ts'
import { numberIn } from '../../web/json/narrow.ts'
import { base64Of } from '../../web/bytes/base64.ts'
import { imageSeed } from '../../media/image/image-urls.ts'
import { isImageFormat, makeImage, type ImageOptions } from '../../media/image/image.ts'
import { readImageSize } from '../../media/image/image-size.ts'

/** A rendered image and its options, with defaults and `auto` resolved. */
export interface PaintedPicture {
  /** The file, as base64. */
  base64: string
  /** `1024x1024` */
  size: string
  quality: 'low' | 'medium' | 'high'
  background: 'transparent' | 'opaque'
  output_format: 'png' | 'jpeg' | 'webp'
}

const DEFAULT_SIDE = 1024

/**
 * Renders an image.
 *
 * @param asked `size`, `output_format`, `output_compression`, `background` and `quality`, as in image requests and the
 *   tool `image_generation`
 * @param subject any text, such as the prompt; seeds the image
 */
export function paintPicture(asked: JsonObject, subject: string): PaintedPicture {
  const options = imageOptionsOf(asked, subject)
  return {
    base64: base64Of(makeImage(options)),
    size: `${options.width}x${options.height}`,
    quality: qualityOf(asked['quality']),
    background: options.isTransparent === true ? 'transparent' : 'opaque',
    output_format: options.format ?? 'png',
  }
}

/** @returns the options of the image; for the parameters see {@link paintPicture} */
export function imageOptionsOf(asked: JsonObject, subject: string): ImageOptions {
  const { size, output_format: format, output_compression: compression, background } = asked
  return {
    seed: imageSeed(subject),
    ...(readImageSize(size) ?? { width: DEFAULT_SIDE, height: DEFAULT_SIDE }),
    format: isImageFormat(format) ? format : 'png',
    isTransparent: background === 'transparent' && format !== 'jpeg',
    compression: Math.min(100, Math.max(0, numberIn(compression) ?? 100)),
  }
}

function qualityOf(quality: Json | undefined): PaintedPicture['quality'] {
  return quality === 'low' || quality === 'medium' ? quality : 'high'
}
