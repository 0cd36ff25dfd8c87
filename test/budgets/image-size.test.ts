import { expect, test } from 'vitest'
import { decodeImages, generate } from '../support/image-calls.ts'

test('a 1536x1024 image is smaller than 150 kB in every format', async () => {
  for (const format of ['png', 'jpeg', 'webp']) {
    const [picture] = decodeImages(await generate({ output_format: format, size: '1536x1024' }))
    expect(picture?.length).toBeLessThan(150_000)
  }
})
