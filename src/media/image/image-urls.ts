import { hash } from '../../web/random/seeded-random.ts'
import { encodeImage, IMAGE_FORMATS } from './image.ts'
import { type ImageOptions, isImageFormat } from './image-options.ts'
import { parseImageSize } from './image-size.ts'

/** Path under which the mock serves the images linked in responses. */
export const FILES_PATH = '/__mock/files'

/** `3f2a9c10-1536x1024.png`: everything needed to render the image again. */
const NAME = /^([0-9a-f]{8})-(\d+x\d+)\.([a-z]+)$/

/** A served image. */
export interface ServedFile {
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
}

/**
 * @param text any text, such as the prompt
 * @returns the image's seed as it appears in URLs: eight hex digits
 */
export function imageSeed(text: string): string {
  return (hash(text) >>> 0).toString(16).padStart(8, '0')
}

/**
 * @param origin the origin of the request URL: `http://localhost:4010`
 * @param options the image's options, with a seed from {@link imageSeed}
 * @returns the image's URL, which encodes the options, since the mock does not store images
 */
export function imageUrl(origin: string, { seed, width, height, format = 'png' }: ImageOptions): string {
  return `${origin}${FILES_PATH}/${seed}-${width}x${height}.${format}`
}

/** @returns the image for a file name, or undefined if the mock did not make the name */
export function renderNamedImage(name: string): ServedFile | undefined {
  const [, seed = '', dimensions, format] = NAME.exec(name) ?? []
  const size = parseImageSize(dimensions)
  return size !== undefined && isImageFormat(format)
    ? { contentType: IMAGE_FORMATS[format].contentType, bytes: encodeImage({ seed, ...size, format }) }
    : undefined
}
