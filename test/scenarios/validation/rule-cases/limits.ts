import { chat, response, type RuleCase, user } from './rule-case.ts'

const names = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']))
const tools = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ type: 'function', function: { name: `f${index}` } }))
const named = (name: string) => chat({ tools: [{ type: 'function', function: { name } }] })
const responseTool = (details: object) =>
  response({
    tools: [
      {
        type: 'function',
        name: 'f',
        parameters: { type: 'object', properties: {} },
        strict: false,
        ...details,
      },
    ],
  })
const calls = (id: string) =>
  chat({
    messages: [
      user(),
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id, type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: id, content: 'x' },
    ],
  })

const fileSearch = (threshold: number) =>
  response({
    tools: [
      { type: 'file_search', vector_store_ids: ['vs_1'], ranking_options: { score_threshold: threshold } },
    ],
  })

/** Limits that the document states in prose. */
export const limitCases: readonly RuleCase[] = [
  {
    rule: 'stated-max-properties',
    about: 'of chat metadata',
    refused: chat({ metadata: names(17) }),
    accepted: chat({ metadata: names(16) }),
    param: 'metadata',
    code: 'object_above_max_properties',
    message:
      "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.",
  },
  {
    rule: 'stated-max-properties',
    about: 'of response metadata',
    refused: response({ metadata: names(17) }),
    accepted: response({ metadata: names(16) }),
    param: 'metadata',
    code: 'object_above_max_properties',
  },
  {
    rule: 'stated-max-length',
    about: 'of a metadata value',
    refused: chat({ metadata: { k: 'x'.repeat(513) } }),
    accepted: chat({ metadata: { k: 'x'.repeat(512) } }),
    param: 'metadata.k',
    code: 'string_above_max_length',
  },
  {
    rule: 'stated-name-length',
    refused: chat({ metadata: { ['k'.repeat(70)]: 'v' } }),
    accepted: chat({ metadata: { ['k'.repeat(64)]: 'v' } }),
    param: `metadata.${'k'.repeat(70)}`,
    code: 'property_name_above_max_length',
    message:
      "Invalid property name in 'metadata': 'kkk...kkk' is too long. Expected a string with maximum length 64, but got a string with length 70 instead.",
  },
  {
    rule: 'stated-max-length',
    about: 'of a tool call id',
    refused: calls('c'.repeat(41)),
    accepted: calls('c'.repeat(40)),
    param: 'messages[1].tool_calls[0].id',
    code: 'string_above_max_length',
    evidence: 'https://github.com/vercel/ai/issues/8132',
  },
  {
    rule: 'stated-max-length',
    about: 'of a function name',
    refused: named('f'.repeat(65)),
    accepted: named('f'.repeat(64)),
    param: 'tools[0].function.name',
    code: 'string_above_max_length',
  },
  {
    rule: 'stated-name-pattern',
    about: 'with a slash',
    refused: named('get_/whoami'),
    accepted: named('get_whoami'),
    param: 'tools[0].function.name',
    code: 'invalid_value',
    message:
      "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
    evidence: 'https://github.com/brekkylab/ailoy/pull/109',
  },
  {
    rule: 'stated-name-pattern',
    about: 'with a dot',
    refused: named('weather.get'),
    accepted: named('weather-get'),
    param: 'tools[0].function.name',
    code: 'invalid_value',
    evidence: 'https://github.com/run-llama/llama_index/issues/16093',
  },
  {
    rule: 'stated-name-pattern',
    about: 'of a response tool',
    refused: responseTool({ name: 'My Tool' }),
    accepted: responseTool({ name: 'My_Tool' }),
    param: 'tools[0].name',
    code: 'invalid_value',
    evidence: 'https://github.com/nanbingxyz/5ire/issues/33',
  },
  {
    rule: 'stated-name-pattern',
    about: 'of a legacy function',
    refused: chat({ functions: [{ name: 'a b' }] }),
    accepted: chat({ functions: [{ name: 'a_b' }] }),
    param: 'functions[0].name',
    code: 'invalid_value',
  },
  {
    rule: 'stated-name-pattern',
    about: 'of a chat format',
    refused: chat({ response_format: { type: 'json_schema', json_schema: { name: 'Page[Item]' } } }),
    accepted: chat({ response_format: { type: 'json_schema', json_schema: { name: 'Page_Item' } } }),
    param: 'response_format.json_schema.name',
    code: 'invalid_value',
    evidence: 'https://github.com/microsoft/semantic-kernel/issues/9416',
  },
  {
    rule: 'stated-name-pattern',
    about: 'of a response format',
    refused: response({ text: { format: { type: 'json_schema', name: 'a b', schema: { type: 'object' } } } }),
    accepted: response({
      text: { format: { type: 'json_schema', name: 'a_b', schema: { type: 'object' } } },
    }),
    param: 'text.format.name',
    code: 'invalid_value',
  },
  {
    rule: 'stated-empty-string',
    refused: named(''),
    accepted: named('f'),
    param: 'tools[0].function.name',
    code: 'empty_string',
    message:
      "Invalid 'tools[0].function.name': empty string. Expected a string with minimum length 1, but got an empty string instead.",
  },
  {
    rule: 'stated-empty-array',
    refused: chat({ messages: [user(), { role: 'assistant', content: 'x', tool_calls: [] }, user()] }),
    accepted: chat({ messages: [user(), { role: 'assistant', content: 'x' }, user()] }),
    param: 'messages[1].tool_calls',
    code: 'empty_array',
    evidence: 'https://github.com/openai/openai-python/issues/2061',
  },
  {
    rule: 'stated-max-items',
    about: 'of chat tools',
    refused: chat({ tools: tools(129) }),
    accepted: chat({ tools: tools(128) }),
    param: 'tools',
    code: 'array_above_max_length',
    evidence: 'https://github.com/zed-industries/zed/issues/32946',
  },
  {
    rule: 'stated-minimum',
    about: 'of completion tokens',
    refused: chat({ max_completion_tokens: 0 }),
    accepted: chat({ max_completion_tokens: 1 }),
    param: 'max_completion_tokens',
    code: 'integer_below_min_value',
    message:
      "Invalid 'max_completion_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.",
  },
  {
    rule: 'stated-minimum',
    about: 'of tool calls',
    refused: response({ max_tool_calls: 0 }),
    accepted: response({ max_tool_calls: 1 }),
    param: 'max_tool_calls',
    code: 'integer_below_min_value',
  },
  {
    rule: 'stated-minimum',
    about: 'of a list',
    refused: { path: '/v1/batches?limit=0' },
    accepted: { path: '/v1/batches?limit=1' },
    param: 'limit',
    code: 'integer_below_min_value',
    message: "Invalid 'limit': integer below minimum value. Expected a value >= 1, but got 0 instead.",
  },
  ...(
    [
      ['stated-decimal-minimum', -0.5, 'decimal_below_min_value'],
      ['stated-decimal-maximum', 1.5, 'decimal_above_max_value'],
    ] as const
  ).map(([rule, value, code]): RuleCase => ({
    rule,
    refused: fileSearch(value),
    accepted: fileSearch(0.5),
    param: 'tools[0].ranking_options.score_threshold',
    code,
  })),
  {
    rule: 'stated-maximum',
    about: 'of a list',
    refused: { path: '/v1/batches?limit=101' },
    accepted: { path: '/v1/batches?limit=100' },
    param: 'limit',
    code: 'integer_above_max_value',
  },
]
