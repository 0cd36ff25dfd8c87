import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'
import { isRecord } from '../../../../src/web/json/is-record.ts'
import { encodeImage } from '../../../../src/media/image/image.ts'

const mock = createMock()

async function generate(asked: object, path = 'generations'): Promise<Record<string, unknown>> {
  return readObject(
    await mock.fetch(`http://mock.test/v1/images/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-image-1', prompt: 'A cute baby sea otter', ...asked }),
    }),
  )
}

async function readObject(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json()
  if (!isRecord(body)) {
    throw new TypeError('the response is not an object')
  }
  return body
}

function decodeImages({ data }: Record<string, unknown>): Buffer[] {
  return [data].flat().map((picture) => Buffer.from(stringAt(picture, 'b64_json'), 'base64'))
}

function stringAt(value: unknown, name: string): string {
  const text = isRecord(value) ? value[name] : undefined
  if (typeof text !== 'string') {
    throw new TypeError(`${name} is not a string`)
  }
  return text
}

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

  test('images/generations returns images that differ by index and prompt and are reproducible', async () => {
    const [otter, again, badger] = await Promise.all([
      generate({ n: 3 }),
      generate({ n: 3 }),
      generate({ n: 3, prompt: 'A badger' }),
    ])
    const all = [...decodeImages(otter), ...decodeImages(badger)].map((picture) => picture.toString('base64'))
    expect(new Set(all).size).toBe(6)
    expect(decodeImages(again)).toStrictEqual(decodeImages(otter))
  })

  test('images/generations returns the default size and quality for auto', async () => {
    const answer = await generate({ size: 'auto', quality: 'auto' })
    expect(answer).toMatchObject({ size: '1024x1024', quality: 'high', background: 'opaque' })
    expect(await sharp(decodeImages(answer)[0]).metadata()).toMatchObject({ width: 1024, height: 1024 })
  })

  test('a 1536x1024 image is smaller than 150 kB in every format', async () => {
    for (const format of ['png', 'jpeg', 'webp']) {
      const [picture] = decodeImages(await generate({ output_format: format, size: '1536x1024' }))
      expect(picture?.length).toBeLessThan(150_000)
    }
  })

  test('a DALL-E image has a URL that the mock serves without a key', async () => {
    const answer = await generate({ model: 'dall-e-3', size: '1792x1024' })
    const [picture] = [answer['data']].flat()
    const response = await mock.fetch(stringAt(picture, 'url'))
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ width: 1792, height: 1024 })
    expect(stringAt(picture, 'revised_prompt')).toBe('A cute baby sea otter')
    expect(Object.keys(answer).toSorted()).toStrictEqual(['created', 'data'])
  })

  test('a DALL-E image is base64 with response_format: b64_json', async () => {
    const answer = await generate({ model: 'dall-e-2', size: '256x256', response_format: 'b64_json' })
    expect(await sharp(decodeImages(answer)[0]).metadata()).toMatchObject({ width: 256, format: 'png' })
  })

  test('images/generations streams partial images in the requested format', async () => {
    const response = await mock.fetch('http://mock.test/v1/images/generations', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'An otter', stream: true, partial_images: 3, output_format: 'webp' }),
    })
    const pictures = [...(await response.text()).matchAll(/"b64_json":"([^"]+)"/g)].map(([, base64 = '']) =>
      Buffer.from(base64, 'base64'),
    )
    const formats = await Promise.all(
      pictures.map(async (picture) => (await sharp(picture).metadata()).format),
    )
    expect(formats).toStrictEqual(['webp', 'webp', 'webp', 'webp'])
    expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(4)
  })

  test('images/variations depends on the uploaded image', async () => {
    const vary = async (name: string) => {
      const form = new FormData()
      form.set('image', new File([encodeImage({ seed: name, width: 64, height: 64 })], name))
      form.set('response_format', 'b64_json')
      form.set('n', '2')
      form.set('size', '512x512')
      const headers = { authorization: 'Bearer sk-test' }
      const init = { method: 'POST', headers, body: form }
      return decodeImages(await readObject(await mock.fetch('http://mock.test/v1/images/variations', init)))
    }
    const pictures = [...(await vary('otter.png')), ...(await vary('badger.png'))]
    expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(4)
    expect(await sharp(pictures[3]).metadata()).toMatchObject({ width: 512, height: 512 })
  })
})
