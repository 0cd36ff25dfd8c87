import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { encodeImage } from '../../../../src/media/image/image.ts'
import { decodeImages, generate, mock, readObject, stringAt } from '../../../support/image-calls.ts'

describe('image operations', () => {
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

  test('images/generations returns the default size and quality for auto', async () => {
    const answer = await generate({ size: 'auto', quality: 'auto' })
    expect(answer).toMatchObject({ size: '1024x1024', quality: 'high', background: 'opaque' })
    expect(await sharp(decodeImages(answer)[0]).metadata()).toMatchObject({ width: 1024, height: 1024 })
  })

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
})
