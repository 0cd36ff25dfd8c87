const object = (properties: object, details: object = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...details,
})
const text = { type: 'string' }
const valid = object({ a: text })
const nested = (depth: number): object => (depth === 0 ? text : object({ a: nested(depth - 1) }))
const manyNames = (count: number, length = 1) =>
  object(
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}`.padEnd(length, 'x'), text])),
  )
const values = (count: number, length = 8) =>
  Array.from({ length: count }, (_, index) => `${index}`.padEnd(length, 'x'))

/** Schemas that break one rule, by the last part of its id: a schema, and one that is accepted. */
export interface SchemaCase {
  problem: string
  about: string
  schema: object
  accepted: object
  message: string
  evidence?: string
}

/** Problems of the parameters of functions. */
export const functionProblems: readonly SchemaCase[] = [
  {
    problem: 'root-object',
    about: 'without a type',
    schema: { properties: { a: text } },
    accepted: { type: 'object', properties: { a: text } },
    message: `schema must be a JSON Schema of 'type: "object"', got 'type: "None"'.`,
  },
  {
    problem: 'root-object',
    about: 'of another type',
    schema: { type: 'string' },
    accepted: {},
    message: `schema must be a JSON Schema of 'type: "object"', got 'type: "string"'.`,
  },
  {
    problem: 'root-without-union',
    about: 'with oneOf',
    schema: { type: 'object', oneOf: [{ properties: { a: text } }] },
    accepted: { type: 'object', properties: { a: { oneOf: [text] } } },
    message:
      "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.",
  },
  {
    problem: 'root-without-union',
    about: 'with allOf',
    schema: { type: 'object', properties: {}, allOf: [{ required: ['a'] }] },
    accepted: { type: 'object', properties: { a: { allOf: [text] } } },
    message:
      "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.",
    evidence: 'https://github.com/cecli-dev/cecli/issues/281',
  },
  {
    problem: 'root-properties',
    about: 'missing',
    schema: { type: 'object' },
    accepted: { type: 'object', properties: {} },
    message: 'In context=(), object schema missing properties.',
    evidence: 'https://github.com/everruns/everruns/pull/984',
  },
  {
    problem: 'array-items',
    about: 'of a property',
    schema: { type: 'object', properties: { tags: { type: 'array' } } },
    accepted: { type: 'object', properties: { tags: { type: 'array', items: text } } },
    message: "In context=('properties', 'tags'), array schema missing items.",
    evidence: 'https://github.com/ruvnet/ruflo/issues/1294',
  },
  {
    problem: 'array-items',
    about: 'of nested arrays',
    schema: { type: 'object', properties: { a: { type: 'array', items: { type: 'array' } } } },
    accepted: { type: 'object', properties: { a: { type: 'array', items: { type: 'array', items: {} } } } },
    message: "In context=('properties', 'a', 'items'), array schema missing items.",
  },
  {
    problem: 'keyword-types',
    about: 'required: null',
    schema: { type: 'object', properties: { a: text }, required: null },
    accepted: { type: 'object', properties: { a: text }, required: [] },
    message: "None is not of type 'array'.",
  },
  {
    problem: 'keyword-types',
    about: 'required: true of a property',
    schema: { type: 'object', properties: { a: { type: 'string', required: true } } },
    accepted: { type: 'object', properties: { a: text }, required: ['a'] },
    message: "True is not of type 'array'.",
  },
  {
    problem: 'keyword-types',
    about: 'properties: []',
    schema: { type: 'object', properties: [] },
    accepted: { type: 'object', properties: {} },
    message: "[] is not of type 'object'.",
    evidence: 'https://github.com/maltekuhr/laravel-gpt/issues/8',
  },
  {
    problem: 'keyword-types',
    about: 'items: []',
    schema: { type: 'object', properties: { a: { type: 'array', items: [] } } },
    accepted: { type: 'object', properties: { a: { type: 'array', items: {} } } },
    message: "[] is not of type 'object', 'boolean'.",
    evidence: 'https://github.com/FoundationAgents/OpenManus/issues/1162',
  },
]

/** A keyword that strict mode does not permit, in the schema of a property. */
const forbidden = (keyword: string, value: unknown, type = 'string'): SchemaCase => ({
  problem: 'strict-keywords',
  about: keyword,
  schema: object({ a: { type, ...(type === 'array' && { items: text }), [keyword]: value } }),
  accepted: object({ a: { type, ...(type === 'array' && { items: text }) } }),
  message: `In context=('properties', 'a'), '${keyword}' is not permitted.`,
})

/** Problems of schemas with `strict: true`. */
export const strictProblems: readonly SchemaCase[] = [
  {
    problem: 'strict-additional-properties',
    about: 'at the root',
    schema: { type: 'object', properties: {}, required: [] },
    accepted: object({}),
    message: "In context=(), 'additionalProperties' is required to be supplied and to be false.",
  },
  {
    problem: 'strict-additional-properties',
    about: 'of a nested object',
    schema: object({ a: { type: 'object', properties: {}, required: [], additionalProperties: true } }),
    accepted: object({ a: object({}) }),
    message:
      "In context=('properties', 'a'), 'additionalProperties' is required to be supplied and to be false.",
  },
  {
    problem: 'strict-additional-properties',
    about: 'of a definition',
    schema: object(
      { a: { $ref: '#/$defs/A' } },
      { $defs: { A: { type: 'object', properties: {}, required: [] } } },
    ),
    accepted: object({ a: { $ref: '#/$defs/A' } }, { $defs: { A: object({}) } }),
    message: "In context=('$defs', 'A'), 'additionalProperties' is required to be supplied and to be false.",
  },
  {
    problem: 'strict-required',
    about: 'with an optional property',
    schema: object({ a: text, b: text }, { required: ['a'] }),
    accepted: object({ a: text, b: { type: ['string', 'null'] } }),
    message:
      "In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'b'.",
  },
  {
    problem: 'strict-extra-required',
    about: 'with an unknown name',
    schema: object({ a: text }, { required: ['a', 'b'] }),
    accepted: valid,
    message:
      "In context=(), 'required' is required to be supplied and to be an array including every key in properties. Extra required key 'b' supplied.",
  },
  forbidden('allOf', [text]),
  forbidden('oneOf', [text]),
  forbidden('not', { type: 'null' }),
  forbidden('if', {}),
  forbidden('default', 'x'),
  forbidden('minLength', 1),
  forbidden('maxLength', 9),
  forbidden('uniqueItems', true, 'array'),
  forbidden('contains', {}, 'array'),
  {
    ...forbidden('patternProperties', {}),
    schema: object({ a: { ...object({}), patternProperties: { '^x': text } } }),
    accepted: object({ a: object({}) }),
  },
  {
    problem: 'strict-formats',
    about: 'uri',
    schema: object({ url: { type: 'string', format: 'uri' } }),
    accepted: object({ url: { type: 'string', format: 'email' } }),
    message: "In context=('properties', 'url'), 'uri' is not a valid format.",
  },
  {
    problem: 'strict-references',
    about: 'with a description',
    schema: object({ a: { $ref: '#/$defs/A', description: 'd' } }, { $defs: { A: valid } }),
    accepted: object({ a: { $ref: '#/$defs/A' } }, { $defs: { A: valid } }),
    message: "context=('properties', 'a'), $ref cannot have keywords {'description'}.",
  },
  {
    problem: 'strict-types',
    about: 'of a property',
    schema: object({ a: { description: 'any' } }),
    accepted: object({ a: { anyOf: [text, { type: 'null' }] } }),
    message: "In context=('properties', 'a'), schema must have a 'type' key.",
  },
  {
    problem: 'strict-nesting',
    about: 'of eleven objects',
    schema: nested(11),
    accepted: nested(10),
    message: '11 levels of nesting exceeds limit of 10.',
  },
  {
    problem: 'strict-property-count',
    about: 'of 5,001',
    schema: manyNames(5001),
    // More properties than the mock generates values for would add a warning of its own.
    accepted: manyNames(500),
    message: '5001 object properties exceeds limit of 5000.',
  },
  {
    problem: 'strict-enum-count',
    about: 'of 1,001',
    schema: object({ a: { type: 'string', enum: values(1001) } }),
    accepted: object({ a: { type: 'string', enum: values(1000) } }),
    message: '1001 enum values exceeds limit of 1000.',
  },
  {
    problem: 'strict-enum-length',
    about: 'of 251 long strings',
    schema: object({ a: { type: 'string', enum: values(251, 60) } }),
    accepted: object({ a: { type: 'string', enum: values(250, 60) } }),
    message: "In context=('properties', 'a'), 15060 characters of enum values exceeds limit of 15000.",
  },
  {
    problem: 'strict-name-length',
    about: 'of 120,100 characters',
    schema: manyNames(1201, 100),
    accepted: manyNames(1200, 100),
    message: '120100 characters of names and values exceeds limit of 120000.',
  },
]

/** Problems of formats; the root of a strict format is an object. */
export const formatProblems: readonly SchemaCase[] = [
  {
    problem: 'root-object',
    about: 'with an array',
    schema: { type: 'array', items: text },
    accepted: object({ a: { type: 'array', items: text } }),
    message: `schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`,
    evidence: 'https://github.com/juspay/neurolink/pull/1691',
  },
  {
    problem: 'root-without-union',
    about: 'with anyOf',
    schema: { ...valid, anyOf: [valid] },
    accepted: object({ a: { anyOf: [text] } }),
    message:
      "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.",
  },
  {
    problem: 'array-items',
    about: 'of a property',
    schema: object({ a: { type: 'array' } }),
    accepted: object({ a: { type: 'array', items: text } }),
    message: "In context=('properties', 'a'), array schema missing items.",
  },
  {
    problem: 'keyword-types',
    about: 'required: null',
    schema: { ...valid, required: null },
    accepted: valid,
    message: "None is not of type 'array'.",
  },
]
