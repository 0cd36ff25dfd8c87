import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'

const mock = createMock()

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  const response = await mock.fetch(`http://mock.test/v1${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return response.text()
}

describe('embeddings', () => {
  async function embed(body: object): Promise<number[][]> {
    const { data }: { data: { embedding: number[] }[] } = JSON.parse(await post('/embeddings', body))
    return data.map(({ embedding }) => embedding)
  }
  const closeness = (one: number[] = [], other: number[] = []) =>
    one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0)

  test('embeddings have the dimensions of the model or of the request', async () => {
    const [small] = await embed({ model: 'text-embedding-3-small', input: 'x' })
    const [large] = await embed({ model: 'text-embedding-3-large', input: 'x' })
    const [short] = await embed({ model: 'text-embedding-3-large', input: 'x', dimensions: 256 })
    expect([small, large, short].map((vector) => vector?.length)).toEqual([1536, 3072, 256])
  })

  test('embeddings have unit length, are equal for equal texts and closer for similar texts', async () => {
    const [one, same, near, far] = await embed({
      model: 'm',
      input: [
        'the cat sat on the mat',
        'the cat sat on the mat',
        'the cat lay on the mat',
        'stock prices fell sharply',
      ],
    })
    expect(closeness(one, one)).toBeCloseTo(1, 5)
    expect(same).toEqual(one)
    expect(closeness(one, near)).toBeGreaterThan(closeness(one, far) + 0.3)
  })

  test('embeddings contain one vector per text or token list', async () => {
    expect(await embed({ model: 'm', input: [[1, 2], [3]] })).toHaveLength(2)
    expect(await embed({ model: 'm', input: [1, 2, 3] })).toHaveLength(1)
  })

  test('base64 embeddings decode to the same numbers', async () => {
    const [numbers = []] = await embed({ model: 'm', input: 'x', dimensions: 8 })
    const { data }: { data: { embedding: string }[] } = JSON.parse(
      await post('/embeddings', { model: 'm', input: 'x', dimensions: 8, encoding_format: 'base64' }),
    )
    const bytes = Buffer.from(data[0]?.embedding ?? '', 'base64')
    const decoded = numbers.map((_, index) => bytes.readFloatLE(index * 4))
    expect(decoded).toEqual(numbers)
  })
})
