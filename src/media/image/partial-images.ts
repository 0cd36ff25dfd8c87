import { base64Of } from '../../web/bytes/base64.ts'
import { makeImage } from './image.ts'
import { readRecipe } from './image-metadata.ts'

/**
 * Yields the partial images of a finished image, each more complete than the one before.
 *
 * @param base64 the finished image
 * @returns base64; an image that the mock did not make is returned whole each time
 */
export function* partialImages(base64: string, count: number): Iterable<string> {
  const recipe = count > 0 ? readRecipe(textOfBase64(base64)) : undefined
  for (let index = 0; index < count; index += 1) {
    yield recipe === undefined
      ? base64
      : base64Of(makeImage({ ...recipe, progress: (index + 1) / (count + 1) }))
  }
}

function textOfBase64(base64: string): string {
  try {
    return atob(base64)
  } catch {
    return ''
  }
}
