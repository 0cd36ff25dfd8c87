import type { OperationRoute } from '../../catalogue/contract.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import { operationNames } from './operation-selector.ts'

/** The JSON Schema (draft-07) of a patch document. */
export type PatchSchema = JsonObject & { definitions: { [name: string]: Json } }

/**
 * Adds editor suggestions to the schema of patch documents. The mock itself validates without them, since they do not
 * list every valid value, such as globs.
 *
 * @returns the schema with operation names, example values and the most common condition paths
 */
export function addEditorHints(schema: PatchSchema, routes: readonly OperationRoute[]): PatchSchema {
  const { definitions } = schema
  return {
    ...schema,
    definitions: {
      ...definitions,
      OperationSelector: {
        description: 'An operation id, "METHOD /path", or a glob of either.',
        anyOf: [
          { enum: routes.flatMap((route) => operationNames(route)) },
          { type: 'string', examples: ['create*', 'POST /audio/*'] },
        ],
      },
      PatchDocument: addProperties(definitions['PatchDocument'], DOCUMENT_HINTS),
      Patch: addProperties(definitions['Patch'], { ...PATCH_HINTS, operation: OPERATION }),
      When: addProperties(definitions['When'], WHEN_HINTS),
    },
  }
}

/** Adds properties to an object schema, merging with existing ones. */
function addProperties(definition: Json | undefined, hints: { [name: string]: JsonObject }): JsonObject {
  const object = asObject(definition) ?? {}
  const properties = asObject(object['properties']) ?? {}
  const hinted = Object.entries(hints).map(([name, hint]) => [
    name,
    { ...asObject(properties[name]), ...hint },
  ])
  return { ...object, properties: { ...properties, ...Object.fromEntries(hinted) } }
}

const SELECTOR = { $ref: '#/definitions/OperationSelector' }
const OPERATION: JsonObject = { anyOf: [SELECTOR, { type: 'array', items: SELECTOR }] }

const DOCUMENT_HINTS: { [name: string]: JsonObject } = {
  patches: { examples: [[{ name: 'hello', operation: 'createChatCompletion', reply: 'Hello World!!' }]] },
}

const PATCH_HINTS: { [name: string]: JsonObject } = {
  name: { examples: ['hello'] },
  when: { examples: [{ '$.prompt': { contains: 'weather' } }, { '$.body.model': 'gpt-5.4' }] },
  continue: { default: false },
  status: { examples: [429, 500, 503, 400, 401, 404] },
  error: {
    examples: ['rate_limit_exceeded', 'insufficient_quota', 'context_length_exceeded', 'content_filter'],
  },
  example: { examples: ['functions', 'insufficient-quota'] },
  dynamic: { default: false },
  reply: {
    examples: [
      'Hello World!!',
      { content: 'Hello World!!' },
      { refusal: "I can't help with that." },
      { toolCalls: [{ name: 'get_weather', arguments: { city: 'Paris' } }] },
      { json: { answer: 42 } },
    ],
  },
  merge: { examples: [{ model: 'gpt-5.4-2026-03-05' }] },
  patch: { examples: [[{ op: 'replace', path: '/choices/0/message/content', value: 'Hello World!!' }]] },
  target: { examples: ['$.choices[*].message'] },
  remove: { default: false },
  headers: { examples: [{ 'retry-after': '2' }] },
  stream: { examples: [{ timeToFirstByte: 300, tokensPerSecond: 20 }] },
  fault: { examples: [{ delay: 2000 }] },
}

const CONDITION: JsonObject = { $ref: '#/definitions/Condition' }

/** The most common condition paths; any JSONPath is valid. */
const WHEN_HINTS: { [name: string]: JsonObject } = {
  '$.prompt': { ...CONDITION, description: 'Text of the last user input, for any endpoint.' },
  '$.body.model': CONDITION,
  '$.body.stream': CONDITION,
  '$.body.messages[*].role': CONDITION,
  '$.headers.authorization': CONDITION,
  '$.query.limit': CONDITION,
  '$.namespace': CONDITION,
}
