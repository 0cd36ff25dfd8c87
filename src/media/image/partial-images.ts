import { toBase64 } from '../../web/bytes/base64.ts'
import { encodeImage } from './image.ts'
import { parseImageMetadata } from './image-metadata.ts'

/**
 * Yields the partial images of a finished image, each more complete than the one before.
 *
 * @param base64 the finished image
 * @returns base64; an image that the mock did not make is returned whole each time
 */
export function* partialImages(base64: string, count: number): Iterable<string> {
  const metadata = count > 0 ? parseImageMetadata(decodeBinaryString(base64)) : undefined
  for (let index = 0; index < count; index += 1) {
    yield metadata === undefined
      ? base64
      : toBase64(encodeImage({ ...metadata, progress: (index + 1) / (count + 1) }))
  }
}

function decodeBinaryString(base64: string): string {
  try {
    return atob(base64)
  } catch {
    return ''
  }
}
