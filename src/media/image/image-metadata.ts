import { type ImageOptions, isImageFormat } from './image-options.ts'
import { parseImageSize } from './image-size.ts'

const IMAGE_METADATA = /openai-edge-mock ([0-9a-f]{8}) (\d+x\d+) (opaque|transparent) (\d+) (png|jpeg|webp)/

/** @returns the image's options as a line of text */
export function formatImageMetadata(options: ImageOptions): string {
  const { seed, width, height, format = 'png', isTransparent = false, compression = 100 } = options
  const background = isTransparent ? 'transparent' : 'opaque'
  return `openai-edge-mock ${seed} ${width}x${height} ${background} ${Math.round(compression)} ${format}`
}

/**
 * @param file the file's bytes, one character each
 * @returns the image's options, or undefined if the mock did not make it
 */
export function parseImageMetadata(file: string): Omit<ImageOptions, 'progress'> | undefined {
  const [, seed = '', dimensions, background, compression, format] = IMAGE_METADATA.exec(file) ?? []
  const size = parseImageSize(dimensions)
  return size === undefined || !isImageFormat(format)
    ? undefined
    : { seed, ...size, format, isTransparent: background === 'transparent', compression: Number(compression) }
}
