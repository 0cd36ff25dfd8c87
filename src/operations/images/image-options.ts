import type { Json, JsonObject } from '../../web/json/json.ts'
import { asNumber } from '../../web/json/narrow.ts'
import { toBase64 } from '../../web/bytes/base64.ts'
import { imageSeed } from '../../media/image/image-urls.ts'
import { encodeImage } from '../../media/image/image.ts'
import { type ImageOptions, isImageFormat } from '../../media/image/image-options.ts'
import { parseImageSize } from '../../media/image/image-size.ts'

/** A rendered image and its options, with defaults and `auto` resolved. */
export interface RenderedImage {
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
 * @param request `size`, `output_format`, `output_compression`, `background` and `quality`, as in image requests and the
 *   tool `image_generation`
 * @param subject any text, such as the prompt; seeds the image
 */
export function renderImage(request: JsonObject, subject: string): RenderedImage {
  const options = resolveImageOptions(request, subject)
  return {
    base64: toBase64(encodeImage(options)),
    size: `${options.width}x${options.height}`,
    quality: resolveQuality(request['quality']),
    background: options.isTransparent === true ? 'transparent' : 'opaque',
    output_format: options.format ?? 'png',
  }
}

/** @returns the options of the image; for the parameters see {@link renderImage} */
export function resolveImageOptions(request: JsonObject, subject: string): ImageOptions {
  const { size, output_format: format, output_compression: compression, background } = request
  return {
    seed: imageSeed(subject),
    ...(parseImageSize(size) ?? { width: DEFAULT_SIDE, height: DEFAULT_SIDE }),
    format: isImageFormat(format) ? format : 'png',
    isTransparent: background === 'transparent' && format !== 'jpeg',
    compression: Math.min(100, Math.max(0, asNumber(compression) ?? 100)),
  }
}

function resolveQuality(quality: Json | undefined): RenderedImage['quality'] {
  return quality === 'low' || quality === 'medium' ? quality : 'high'
}
