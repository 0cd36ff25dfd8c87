import OpenAI, { toFile } from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'

const mock = createMock()
const client = new OpenAI({ apiKey: 'sk-test', fetch: mock.fetch })

describe('uploads', () => {
  test('a completed upload becomes the file that it was created for', async () => {
    const upload = await client.uploads.create({
      filename: 'train.jsonl',
      purpose: 'fine-tune',
      bytes: 2048,
      mime_type: 'text/jsonl',
    })
    const part = await client.uploads.parts.create(upload.id, {
      data: await toFile(Buffer.alloc(2048), 'part'),
    })
    expect(part.upload_id).toBe(upload.id)
    const done = await client.uploads.complete(upload.id, { part_ids: [part.id] })
    const known = { filename: 'train.jsonl', bytes: 2048, purpose: 'fine-tune' }
    expect(done).toMatchObject({ id: upload.id, status: 'completed', ...known, file: known })
    expect(await client.files.retrieve(done.file?.id ?? '')).toMatchObject({ ...known, status: 'processed' })
  })

  test('a cancelled upload keeps its name, size and purpose', async () => {
    const known = { filename: 'a.pdf', bytes: 7, purpose: 'assistants' } as const
    const upload = await client.uploads.create({ ...known, mime_type: 'application/pdf' })
    expect(await client.uploads.cancel(upload.id)).toMatchObject({
      id: upload.id,
      status: 'cancelled',
      ...known,
    })
  })
})
