import { hash } from '../openai/seeded-random.ts'
import { IMAGE_FORMATS, type ImageOptions, isImageFormat, makeImage } from './image.ts'
import { readImageSize } from './image-size.ts'

/** Where the mock serves the pictures that answers name by their URL. */
export const FILES_PATH = '/__mock/files'

/** `3f2a9c10-1536x1024.png`: all that it takes to make the picture again. */
const NAME = /^([0-9a-f]{8})-(\d+x\d+)\.([a-z]+)$/

/** A picture as it is served. */
export interface ServedFile {
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
}

/**
 * @param text any
 * @returns what pictures are made from, as it stands in their URLs: eight hexadecimal digits
 */
export function imageSeed(text: string): string {
  return (hash(text) >>> 0).toString(16).padStart(8, '0')
}

/**
 * @param origin of the mock, as the request has it: `http://localhost:4010`
 * @param options the seed is one of {@link imageSeed}
 * @returns the picture's URL. Nothing is stored: the name says what the picture is
 */
export function imageUrl(origin: string, { seed, width, height, format = 'png' }: ImageOptions): string {
  return `${origin}${FILES_PATH}/${seed}-${width}x${height}.${format}`
}

/** @returns the picture of that name, or undefined for a name that is none of ours */
export function imageOfName(name: string): ServedFile | undefined {
  const [, seed = '', dimensions, format] = NAME.exec(name) ?? []
  const size = readImageSize(dimensions)
  return size !== undefined && isImageFormat(format)
    ? { contentType: IMAGE_FORMATS[format].contentType, bytes: makeImage({ seed, ...size, format }) }
    : undefined
}
