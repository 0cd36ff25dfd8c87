import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodeImages, generate } from '../../../support/image-calls.ts'
import { encodeImage } from '../../../../src/media/image/image.ts'

describe('images', () => {
  test.each(
    ['png', 'jpeg', 'webp'].flatMap((format) =>
      [
        '256x256',
        '512x512',
        '1024x1024',
        '1536x1024',
        '1024x1536',
        '1792x1024',
        '1024x1792',
        '3840x2160',
      ].map((size): [string, string] => [format, size]),
    ),
  )('images/generations returns a valid %s image of %s', async (format, size) => {
    const [picture] = decodeImages(await generate({ output_format: format, size }))
    const opened = sharp(picture)
    const metadata = await opened.metadata()
    const { isOpaque, entropy } = await opened.stats()
    expect(`${metadata.width}x${metadata.height}`).toBe(size)
    expect(metadata.format).toBe(format)
    expect(isOpaque).toBe(true)
    expect(entropy).toBeGreaterThan(3)
  })

  test.each(['1x1', '7x5', '17x33', '250x3'])(
    'an image of %s has the same pixels as PNG, WebP and JPEG',
    async (size) => {
      const [width = 0, height = 0] = size.split('x').map(Number)
      const pixels = await Promise.all(
        (['png', 'webp', 'jpeg'] as const).map(async (format) =>
          sharp(encodeImage({ seed: 'edge', width, height, format }))
            .removeAlpha()
            .raw()
            .toBuffer(),
        ),
      )
      const [png = Buffer.of(), webp, jpeg = Buffer.of()] = pixels
      expect(png.length).toBe(3 * width * height)
      expect(webp?.equals(png)).toBe(true)
      const error = png.reduce((sum, value, index) => sum + Math.abs(value - (jpeg[index] ?? 0)), 0)
      expect(error / png.length).toBeLessThan(12)
    },
  )

  test.each(['png', 'webp'])(
    'images/generations with background: transparent returns a transparent %s image',
    async (format) => {
      const answer = await generate({ output_format: format, background: 'transparent' })
      const { isOpaque, channels } = await sharp(decodeImages(answer)[0]).stats()
      expect(answer).toMatchObject({ background: 'transparent', output_format: format })
      expect(isOpaque).toBe(false)
      expect(channels[3]).toMatchObject({ min: 0, max: 255 })
    },
  )

  test.each(['jpeg', 'webp'])(
    'images/generations returns a smaller %s image for a lower output_compression',
    async (format) => {
      const sizes = await Promise.all(
        [100, 50, 10].map(async (output_compression) => {
          const [picture] = decodeImages(await generate({ output_format: format, output_compression }))
          await sharp(picture).stats()
          return picture?.length ?? 0
        }),
      )
      expect(sizes).toStrictEqual(sizes.toSorted((one, other) => other - one))
      expect(new Set(sizes).size).toBe(3)
    },
  )
})
