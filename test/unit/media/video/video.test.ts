import OpenAI from 'openai'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'
import { hasFfmpeg, probeMedia } from '../../../support/media-probe.ts'

const mock = createMock()
const client = new OpenAI({ apiKey: 'sk-test', baseURL: 'http://mock.test/v1', fetch: mock.fetch })

describe('videos', () => {
  const SHAPES = (['720x1280', '1280x720', '1024x1792', '1792x1024'] as const).flatMap((size) =>
    (['4', '12'] as const).map((seconds) => [size, seconds] as const),
  )

  test.skipIf(!hasFfmpeg).each(SHAPES)(
    'a video of %s and %s seconds decodes without errors',
    async (size, seconds) => {
      const { id } = await client.videos.create({ prompt: 'A sunset', size, seconds })
      const video = await client.videos.retrieve(id)
      const response = await client.videos.downloadContent(video.id)
      const played = probeMedia(new Uint8Array(await response.arrayBuffer()), 'mp4')
      const [width = 0, height = 0] = size.split('x').map(Number)
      expect(video).toMatchObject({ status: 'completed', size, seconds })
      expect(response.headers.get('content-type')).toBe('video/mp4')
      expect(played).toMatchObject({
        codec: 'h264',
        width,
        height,
        duration: Number(seconds),
        complaints: '',
      })
      expect(played.decoded).toBe(width * height * 12 * Number(seconds))
    },
  )

  test.each(['thumbnail', 'spritesheet'] as const)('videos/content returns a WebP %s', async (variant) => {
    const response = await client.videos.downloadContent('video_123', { variant })
    const { format, width, height } = await sharp(await response.arrayBuffer()).metadata()
    expect({ format, width, height }).toStrictEqual({ format: 'webp', width: 720, height: 1280 })
  })

  test('videos/remix returns a new video of the same size', async () => {
    const video = await client.videos.create({ prompt: 'A sunset', size: '1792x1024' })
    const remix = await client.videos.remix(video.id, { prompt: 'At sea' })
    expect(remix).toMatchObject({ remixed_from_video_id: video.id, size: '1792x1024', prompt: 'At sea' })
    expect(remix.id).not.toBe(video.id)
  })
})
