const IMAGE_FORMAT_NAMES = ['png', 'jpeg', 'webp'] as const

/** Image formats by their names in the API. */
export type ImageFormat = (typeof IMAGE_FORMAT_NAMES)[number]

/** @returns true for a supported format */
export function isImageFormat(name: unknown): name is ImageFormat {
  return IMAGE_FORMAT_NAMES.some((format) => format === name)
}

/** The options of a generated image. */
export interface ImageOptions {
  /** Any text, such as the prompt. The same seed gives the same image. */
  seed: string
  /** Pixels. */
  width: number
  height: number
  format?: ImageFormat
  /** True to make the sky transparent, or white in JPEG, which has no transparency. */
  isTransparent?: boolean
  /** `output_compression`: 0 for the smallest file, 100 for the best quality. */
  compression?: number
  /** Finished share of a partial image, 0 to 1. */
  progress?: number
}
