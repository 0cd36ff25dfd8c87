import { Ajv } from 'ajv'
import fullFormats from 'ajv-formats'
import { describe, expect, test, vi } from 'vitest'
import { sampleSchema } from '../../../../src/assistant/schema-sampler/schema-sampler.ts'
import { createMock } from '../../../../src/index.ts'
import type { JsonObject } from '../../../../src/web/json/json.ts'
import { seededRandom } from '../../../../src/web/random/seeded-random.ts'
import { countTokens, tokenize } from '../../../../src/openai/tokens.ts'

const mock = createMock()

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  const response = await mock.fetch(`http://mock.test/v1${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return response.text()
}

const schemas: [string, JsonObject][] = [
  [
    'plain properties',
    {
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' } },
      required: ['name', 'age'],
    },
  ],
  [
    'enumerations and constants',
    { type: 'object', properties: { a: { enum: ['x', 'y'] }, b: { const: 5 } }, required: ['a', 'b'] },
  ],
  [
    'bounds',
    {
      type: 'object',
      properties: {
        n: { type: 'number', exclusiveMinimum: 5, maximum: 5.5 },
        i: { type: 'integer', minimum: 100, multipleOf: 7 },
      },
      required: ['n', 'i'],
    },
  ],
  [
    'lengths',
    { type: 'array', minItems: 3, maxItems: 4, items: { type: 'string', minLength: 20, maxLength: 25 } },
  ],
  ['patterns', { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' }],
  [
    'formats',
    {
      type: 'object',
      properties: { d: { type: 'string', format: 'date-time' }, u: { type: 'string', format: 'uuid' } },
      required: ['d', 'u'],
    },
  ],
  [
    'references',
    {
      type: 'object',
      properties: { item: { $ref: '#/$defs/item' } },
      required: ['item'],
      $defs: { item: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] } },
    },
  ],
  [
    'recursion',
    {
      type: 'object',
      properties: { value: { type: 'string' }, children: { type: 'array', items: { $ref: '#' } } },
      required: ['value', 'children'],
      additionalProperties: false,
    },
  ],
  [
    'recursion through null',
    {
      type: 'object',
      properties: { next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
      required: ['next'],
    },
  ],
  [
    'unions',
    {
      anyOf: [{ type: 'null' }, { type: 'object', properties: { k: { type: 'boolean' } }, required: ['k'] }],
    },
  ],
  [
    'allOf',
    {
      allOf: [
        { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
        { type: 'object', properties: { b: { type: 'number' } }, required: ['b'] },
      ],
    },
  ],
  ['several types', { type: ['string', 'null'] }],
  [
    'unique items',
    { type: 'array', uniqueItems: true, minItems: 3, items: { type: 'string', enum: ['a', 'b', 'c'] } },
  ],
  ['undeclared properties', { type: 'object', required: ['x'], additionalProperties: { type: 'integer' } }],
]

describe('schema sampler', () => {
  test.each(schemas)('a sampled value is valid for a schema with %s', (_, schema) => {
    const ajv = new Ajv({ strict: false })
    fullFormats(ajv)
    for (const seed of ['a', 'b', 'c', 'd']) {
      const value = sampleSchema(schema, { prompt: 'Hello', random: seededRandom(seed) })
      expect(ajv.validate(schema, value), JSON.stringify([value, ajv.errors])).toBe(true)
    }
  })

  test.each<[string, JsonObject]>([
    ['a schema that only references itself', { $ref: '#' }],
    ['a reference cycle', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } }],
    [
      'recursion that branches without end',
      { type: 'object', properties: { a: { $ref: '#' }, b: { $ref: '#' } }, required: ['a', 'b'] },
    ],
    ['an invalid pattern', { type: 'string', pattern: '(' }],
  ])('sampling terminates for %s', (_, schema) => {
    expect(sampleSchema(schema, { prompt: 'x', random: seededRandom('a') })).toBeDefined()
  })

  test('a sampled object contains values from the prompt', () => {
    const schema = {
      type: 'object',
      properties: { unit: { enum: ['celsius', 'fahrenheit'] }, query: { type: 'string' } },
    }
    const prompt = 'How warm is it in Fahrenheit?'
    expect(sampleSchema(schema, { prompt, random: seededRandom('a') })).toEqual({
      unit: 'fahrenheit',
      query: prompt,
    })
  })
})

describe('chat/completions', () => {
  const chat = {
    model: 'gpt-5.4',
    messages: [{ role: 'user', content: 'Why is the sky blue?' }],
    logprobs: true,
  }
  const clock = { 'x-mock-clock': '1741569952' }

  test('chat/completions is byte-identical for equal requests and differs for others', async () => {
    const [one, again, other] = await Promise.all([
      post('/chat/completions', chat, clock),
      post('/chat/completions', chat, clock),
      post('/chat/completions', { ...chat, model: 'other' }, clock),
    ])
    expect(again).toBe(one)
    const idOf = (text: string): string => {
      const { id }: { id: string } = JSON.parse(text)
      return id
    }
    expect(idOf(other)).not.toBe(idOf(one))
  })

  test('chat/completions has token counts that add up and logprobs that join to the content', async () => {
    const answer: {
      choices: { message: { content: string }; logprobs: { content: { token: string }[] } }[]
      usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number }
    } = JSON.parse(await post('/chat/completions', chat))
    const { usage, choices } = answer
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens)
    const content = choices[0]?.message.content ?? ''
    expect(choices[0]?.logprobs.content.map(({ token }) => token).join('')).toBe(content)
    expect(usage.completion_tokens).toBe(choices[0]?.logprobs.content.length)
  })

  test('chat/completions returns the current time as created', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_741_569_952_999 })
    const { created }: { created: number } = JSON.parse(await post('/chat/completions', chat))
    vi.useRealTimers()
    expect(created).toBe(1_741_569_952)
  })

  test('chat/completions satisfies the schema of structured outputs', async () => {
    const schema = {
      type: 'object',
      properties: {
        steps: {
          type: 'array',
          items: {
            type: 'object',
            properties: { output: { type: 'string' } },
            required: ['output'],
            additionalProperties: false,
          },
        },
        final: { type: 'number' },
      },
      required: ['steps', 'final'],
      additionalProperties: false,
    }
    const format = { type: 'json_schema', json_schema: { name: 'math', strict: true, schema } }
    const { choices }: { choices: { message: { content: string } }[] } = JSON.parse(
      await post('/chat/completions', { ...chat, response_format: format }),
    )
    expect(new Ajv().validate(schema, JSON.parse(choices[0]?.message.content ?? ''))).toBe(true)
  })
})

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

describe('token estimate', () => {
  test.each([
    'Hello, world!',
    '  two  spaces\n\nand lines ',
    'Größe 12345 €',
    '日本語のテキスト',
    '👩‍💻 works',
    '',
  ])('the estimated tokens join to the text %j', (text) => {
    expect(tokenize(text).join('')).toBe(text)
  })

  test('the token estimate is close to the count of a real tokenizer', () => {
    // Real tokenizers count 9 or 10.
    expect(countTokens('Hello! How can I assist you today?')).toBe(9)
  })
})
