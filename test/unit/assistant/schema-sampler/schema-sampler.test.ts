import { Ajv2020 } from 'ajv/dist/2020.js'
import fullFormats from 'ajv-formats'
import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { sampleSchema } from '../../../../src/assistant/schema-sampler/schema-sampler.ts'
import type { Json, JsonObject } from '../../../../src/web/json/json.ts'
import { RequestBudget } from '../../../../src/web/limits/request-budget.ts'
import { seededRandom } from '../../../../src/web/random/seeded-random.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const ajv = new Ajv2020({ strict: false, allErrors: true })
fullFormats(ajv)

function sample(schema: JsonObject, prompt = 'Hello', seed = 'a'): Json {
  return sampleSchema(schema, { prompt, random: seededRandom(seed), budget: new RequestBudget() })
}

/** Validates a sampled value with a validator that the mock does not use. */
function expectValid(schema: JsonObject, seed = 'a'): void {
  const validate = ajv.compile(structuredClone(schema))
  const value = sample(schema, 'Hello', seed)
  const valid = validate(value)
  ajv.removeSchema()
  expect(valid, JSON.stringify({ schema, value, errors: validate.errors })).toBe(true)
}

const names = fc.constantFrom('city', 'name', 'unit', 'count', 'price', 'when', 'tags', 'x1')

const strings: Arbitrary<JsonObject> = fc.oneof(
  fc.constant<JsonObject>({ type: 'string' }),
  fc
    .tuple(fc.nat(40), fc.nat(40))
    .map(([least, more]): JsonObject => ({ type: 'string', minLength: least, maxLength: least + more })),
  fc
    .constantFrom(
      'date',
      'time',
      'date-time',
      'duration',
      'email',
      'hostname',
      'ipv4',
      'ipv6',
      'uri',
      'uri-reference',
      'uuid',
      'regex',
      'json-pointer',
      'byte',
    )
    .map((format): JsonObject => ({ type: 'string', format })),
  fc
    .constantFrom(
      '^[A-Z]{3}-\\d{4}$',
      '^\\+?[1-9]\\d{1,14}$',
      '^(?:red|green|blue)$',
      '^[a-z0-9]+(?:-[a-z0-9]+)*$',
      '^\\d{4}-(?:0[1-9]|1[0-2])$',
      '[aeiou]',
      '^#[0-9a-fA-F]{6}$',
      '^\\$\\d+\\.\\d{2}$',
    )
    .map((pattern): JsonObject => ({ type: 'string', pattern })),
  fc
    .uniqueArray(fc.constantFrom('low', 'medium', 'high', ''), { minLength: 1 })
    .map((values): JsonObject => ({ type: 'string', enum: values })),
  fc.constantFrom('fixed', '').map((value): JsonObject => ({ const: value })),
  fc
    .constantFrom<Json>(5, true, null)
    .map((value): JsonObject => ({ const: value, type: ['string', 'number', 'boolean', 'null'] })),
)

const numbers: Arbitrary<JsonObject> = fc
  .record({
    type: fc.constantFrom('integer', 'number'),
    least: fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: undefined }),
    width: fc.option(fc.integer({ min: 60, max: 2000 }), { nil: undefined }),
    exclusive: fc.boolean(),
    step: fc.option(fc.constantFrom(1, 2, 5, 7, 0.5, 0.1, 0.01, 25), { nil: undefined }),
  })
  .map(({ type, least, width, exclusive, step }): JsonObject => {
    const [minimum, maximum] = exclusive ? ['exclusiveMinimum', 'exclusiveMaximum'] : ['minimum', 'maximum']
    return {
      type,
      ...(least !== undefined && { [minimum]: least }),
      ...(width !== undefined && { [maximum]: (least ?? 0) + width }),
      // Integers have no fractional steps.
      ...(step !== undefined && (type === 'number' || step >= 1) && { multipleOf: step }),
    }
  })

const leaves = fc.oneof(strings, numbers, fc.constant<JsonObject>({ type: 'boolean' }))

const { schema: schemas } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaves,
    // Objects with required, optional and additional properties.
    fc
      .record({
        properties: fc.dictionary(names, tie('schema'), { minKeys: 1, maxKeys: 4 }),
        required: fc.subarray(['city', 'name', 'unit', 'count', 'price']),
        closed: fc.boolean(),
      })
      .map(({ properties, required, closed }): JsonObject => ({
        type: 'object',
        properties,
        required: required.filter((name) => !closed || name in properties),
        ...(closed && { additionalProperties: false }),
      })),
    fc.record({ value: tie('schema'), least: fc.nat(3) }).map(({ value, least }): JsonObject => ({
      type: 'object',
      additionalProperties: value,
      minProperties: least,
      propertyNames: { pattern: '^[a-z ]+[0-9]*$' },
    })),
    fc.record({ one: tie('schema'), other: tie('schema') }).map(({ one, other }): JsonObject => ({
      type: 'object',
      properties: { name: one },
      required: ['name'],
      dependentRequired: { name: ['unit'] },
      dependentSchemas: { name: { properties: { unit: other } } },
    })),
    // Arrays.
    fc
      .record({ items: tie('schema'), least: fc.nat(4), more: fc.nat(4) })
      .map(({ items, least, more }): JsonObject => ({
        type: 'array',
        items,
        minItems: least,
        maxItems: least + more,
      })),
    fc
      .tuple(
        fc.constantFrom<JsonObject>(
          { type: 'string' },
          { type: 'integer', minimum: 3 },
          { type: 'string', format: 'date' },
          { enum: ['a', 'b', 'c', 'd'] },
          { type: 'number', multipleOf: 0.5 },
        ),
        fc.nat(3),
      )
      .map(([items, least]): JsonObject => ({ type: 'array', items, minItems: least, uniqueItems: true })),
    fc
      .record({ parts: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }), rest: fc.boolean() })
      .map(({ parts, rest }): JsonObject => ({
        type: 'array',
        prefixItems: parts,
        minItems: parts.length,
        ...(!rest && { items: false }),
      })),
    tie('schema').map((part): JsonObject => ({ type: 'array', contains: part, minContains: 2 })),
    // Compositions.
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf): JsonObject => ({ anyOf })),
    tie('schema').map((part): JsonObject => ({ anyOf: [part, { type: 'null' }] })),
    fc
      .tuple(strings, numbers)
      .map(([one, other]): JsonObject => ({ oneOf: [{ ...one, type: 'string' }, other] })),
    fc.tuple(tie('schema'), tie('schema')).map(([one, other]): JsonObject => ({
      allOf: [
        { type: 'object', properties: { a: one }, required: ['a'] },
        { type: 'object', properties: { b: other }, required: ['b'] },
      ],
    })),
    fc.tuple(tie('schema'), tie('schema')).map(([one, other]): JsonObject => ({
      type: 'object',
      properties: { kind: { enum: ['a', 'b'] }, value: {} },
      required: ['kind', 'value'],
      if: { properties: { kind: { const: 'a' } } },
      then: { properties: { value: one } },
      else: { properties: { value: other } },
    })),
    fc.constant<JsonObject>({ type: 'string', enum: ['a', 'b'], not: { const: 'a' } }),
  ),
}))

/** @returns the schema of a tree whose node values have the given schema */
function treeSchema(part: JsonObject): JsonObject {
  const node = { $ref: '#/$defs/node' }
  return {
    type: 'object',
    properties: { root: node },
    required: ['root'],
    additionalProperties: false,
    $defs: {
      node: {
        type: 'object',
        properties: {
          value: part,
          children: { type: 'array', items: node },
          next: { anyOf: [node, { type: 'null' }] },
        },
        required: ['value', 'children', 'next'],
        additionalProperties: false,
      },
    },
  }
}

const address = z.object({ street: z.string().min(1), city: z.string(), zip: z.string().regex(/^\d{5}$/) })
const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('circle'), radius: z.number().positive() }),
  z.object({ kind: z.literal('square'), side: z.number().min(1).max(10).multipleOf(0.5) }),
])
const category = z.object({
  name: z.string(),
  get children() {
    return z.array(category)
  },
})
const person = z.object({
  id: z.uuid(),
  email: z.email(),
  born: z.iso.date(),
  seen: z.iso.datetime(),
  homepage: z.url().optional(),
  age: z.int().min(18).max(120),
  role: z.enum(['admin', 'member']),
  score: z.number().gt(0).lt(1),
  tags: z.array(z.string()).min(2).max(5),
  address: address.nullable(),
  addresses: z.record(z.string(), address),
  pair: z.tuple([z.string(), z.number()]),
  either: z.union([z.string(), z.number()]),
  ip: z.ipv4(),
  slug: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(20),
})

describe('schema sampler', () => {
  test('a sampled value is valid for every generated schema', () => {
    fc.assert(fc.property(schemas, fc.string({ maxLength: 3 }), expectValid), { numRuns: propertyRuns(300) })
  })

  test('a sampled value is valid for recursive schemas', () => {
    fc.assert(
      fc.property(schemas, (part) => expectValid(treeSchema(part))),
      { numRuns: propertyRuns(50) },
    )
  })

  test.each([
    ['objects with every kind of member', person],
    ['discriminated unions', z.object({ shapes: z.array(shape).min(3) })],
    ['recursion', category],
    ['intersections', z.intersection(address, z.object({ floor: z.int() }))],
  ])('zod accepts a sampled value for %s', (_, type) => {
    const schema: JsonObject = JSON.parse(JSON.stringify(z.toJSONSchema(type)))
    for (const seed of ['a', 'b', 'c', 'd']) {
      expect(type.safeParse(sample(schema, 'Hello', seed)).error).toBeUndefined()
    }
  })

  test('a sampled value suits the name and description of its property', () => {
    const schema: JsonObject = {
      type: 'object',
      properties: {
        location: { type: 'string', description: 'City and country, e.g. Bogotá, Colombia' },
        email: { type: 'string' },
        limit: { type: 'integer', default: 20 },
        unit: { enum: ['celsius', 'fahrenheit'] },
        query: { type: 'string' },
      },
    }
    const prompt = 'How warm is it in New York, in fahrenheit?'
    expect(sample(schema, prompt)).toMatchObject({
      location: 'New York',
      email: expect.stringContaining('@example.com'),
      limit: 20,
      unit: 'fahrenheit',
      query: prompt,
    })
    expect(sample(schema, 'How warm is it?')).toMatchObject({ location: 'Bogotá, Colombia' })
  })

  test('a sampled name is a personal name only for people', () => {
    const name = { type: 'object', properties: { name: { type: 'string' } } }
    const schema: JsonObject = {
      type: 'object',
      properties: {
        author: name,
        recipe: name,
        cities: { type: 'array', items: name },
        ingredients: { type: 'array', items: name },
        file_name: { type: 'string' },
        tableName: { type: 'string' },
        first_name: { type: 'string' },
      },
    }
    expect(sample(schema)).toEqual({
      author: { name: expect.stringMatching(/^(?:Ada|Grace|Alan) [A-Z]/) },
      recipe: { name: 'Sample recipe' },
      cities: [{ name: expect.stringMatching(/^(?:Paris|London|Tokyo|Berlin)$/) }],
      ingredients: [{ name: expect.stringMatching(/^(?:Olive oil|Green tea|Dark chocolate)$/) }],
      file_name: '/tmp/report.txt',
      tableName: 'Sample table',
      first_name: expect.stringMatching(/^(?:Ada|Grace|Alan)$/),
    })
  })

  test('a sampled string with a small maxLength ends at a word boundary', () => {
    expect(sample({ type: 'object', properties: { name: { type: 'string', maxLength: 10 } } })).toEqual({
      name: expect.stringMatching(/^(?:Ada|Grace|Alan)$/),
    })
  })

  test.each(['((a{1000}){1000}){1000}', '((((((((((a+)+)+)+)+)+)+)+)+)+)+', '^(?=(a+)+$)b'])(
    'sampling takes bounded steps for the pattern %s',
    (pattern) => {
      expect(JSON.stringify(sample({ type: 'string', pattern })).length).toBeLessThan(30_000)
    },
  )

  test('sampling takes bounded steps for exponentially many references', () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 40 }, (_, level): [string, JsonObject] => [
        `level${level}`,
        { allOf: [{ $ref: `#/$defs/level${level + 1}` }, { $ref: `#/$defs/level${level + 1}` }] },
      ]),
    )
    expect(sample({ $ref: '#/$defs/level0', $defs: doubling })).toBeDefined()
  })
})
