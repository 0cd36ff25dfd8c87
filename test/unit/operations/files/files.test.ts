import OpenAI, { toFile } from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'

const mock = createMock()
const client = new OpenAI({ apiKey: 'sk-test', fetch: mock.fetch })

describe('files', () => {
  test('a retrieved file has the uploaded name, size, purpose and content', async () => {
    const sent = `${JSON.stringify({ custom_id: 'one' })}\n`.repeat(40)
    const file = await client.files.create({
      file: await toFile(Buffer.from(sent), 'müsli 1.jsonl'),
      purpose: 'batch',
    })
    const known = { id: file.id, filename: 'müsli 1.jsonl', bytes: sent.length, purpose: 'batch' }
    expect(file).toMatchObject(known)
    expect(await client.files.retrieve(file.id)).toMatchObject(known)
    const content = await (await client.files.content(file.id)).text()
    expect(content).toBe(sent)
  })

  test.each([0, 1, 2, 3, 77, 78, 79, 1000, 2 ** 20 + 7])(
    'without state, a file uploaded with %i bytes is downloaded with the same length',
    async (size) => {
      const stateless = createMock({ settings: { state: 'off' } })
      const offClient = new OpenAI({ apiKey: 'sk-test', fetch: stateless.fetch })
      for (const name of ['a.jsonl', 'a.txt']) {
        const file = await offClient.files.create({
          file: await toFile(new Uint8Array(size), name),
          purpose: 'fine-tune',
        })
        expect(file.bytes).toBe(size)
        const content = await (await offClient.files.content(file.id)).arrayBuffer()
        expect(content.byteLength).toBe(size)
      }
    },
  )

  test('files with equal name, size and purpose but different content have different ids', async () => {
    const [one, other] = await Promise.all(
      ['one', 'two'].map(async (text) =>
        client.files.create({ file: await toFile(Buffer.from(text), 'a.txt'), purpose: 'assistants' }),
      ),
    )
    expect(one?.id).not.toBe(other?.id)
  })

  test('files/create returns a file name that is too long for an id', async () => {
    const name = `${'long'.repeat(40)}.txt`
    const file = await client.files.create({
      file: await toFile(Buffer.from('a'), name),
      purpose: 'assistants',
    })
    expect(file).toMatchObject({ filename: name, bytes: 1 })
    expect(file.id).toMatch(/^file-\w{22}$/)
  })

  test('a file with an unknown id has the size of its content', async () => {
    const file = await client.files.retrieve('file-abc')
    const content = await (await client.files.content('file-abc')).text()
    expect(file.bytes).toBe(content.length)
    expect(
      content
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toHaveLength(2)
  })

  test('listed example files have the size of their content', async () => {
    const freshClient = new OpenAI({ apiKey: 'sk-test', fetch: createMock().fetch })
    for await (const file of freshClient.files.list()) {
      expect((await (await freshClient.files.content(file.id)).arrayBuffer()).byteLength).toBe(file.bytes)
    }
  })
})
