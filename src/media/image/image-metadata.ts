import type { ImageOptions } from './image.ts'
import { readImageSize } from './image-size.ts'

const RECIPE = /openai-edge-mock ([0-9a-f]{8}) (\d+x\d+) (opaque|transparent) (\d+) (png|jpeg|webp)/

/** @returns the image's options as a line of text */
export function recipeOf(options: ImageOptions): string {
  const { seed, width, height, format = 'png', isTransparent = false, compression = 100 } = options
  const background = isTransparent ? 'transparent' : 'opaque'
  return `openai-edge-mock ${seed} ${width}x${height} ${background} ${Math.round(compression)} ${format}`
}

/**
 * @param file the file's bytes, one character each
 * @returns the image's options, or undefined if the mock did not make it
 */
export function readRecipe(file: string): Omit<ImageOptions, 'progress'> | undefined {
  const [, seed = '', dimensions, background, compression, format] = RECIPE.exec(file) ?? []
  const size = readImageSize(dimensions)
  return size === undefined || (format !== 'png' && format !== 'jpeg' && format !== 'webp')
    ? undefined
    : { seed, ...size, format, isTransparent: background === 'transparent', compression: Number(compression) }
}
