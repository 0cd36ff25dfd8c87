import { Ajv } from 'ajv'
import fullFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { sampleSchema } from '../../../../src/assistant/schema-sampler/schema-sampler.ts'
import type { JsonObject } from '../../../../src/web/json/json.ts'
import { RequestBudget } from '../../../../src/web/limits/request-budget.ts'
import { seededRandom } from '../../../../src/web/random/seeded-random.ts'

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
      const value = sampleSchema(schema, {
        prompt: 'Hello',
        random: seededRandom(seed),
        budget: new RequestBudget(),
      })
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
    expect(
      sampleSchema(schema, { prompt: 'x', random: seededRandom('a'), budget: new RequestBudget() }),
    ).toBeDefined()
  })

  test('a sampled object contains values from the prompt', () => {
    const schema = {
      type: 'object',
      properties: { unit: { enum: ['celsius', 'fahrenheit'] }, query: { type: 'string' } },
    }
    const prompt = 'How warm is it in Fahrenheit?'
    expect(sampleSchema(schema, { prompt, random: seededRandom('a'), budget: new RequestBudget() })).toEqual({
      unit: 'fahrenheit',
      query: prompt,
    })
  })
})
