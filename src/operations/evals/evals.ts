import type { JsonObject } from '../../web/json/json.ts'
import { objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { newHexIdentifier } from '../../openai/ids.ts'
import type { Adapter } from '../operation.ts'

const ITEM: JsonObject = { type: 'object' }

/** A new eval: adds the row schema to the data source and an id to each criterion. */
export const evals: Adapter = (answer, { body, random }) => {
  const config = objectIn(body['data_source_config']) ?? {}
  const criteria = objectsIn(body['testing_criteria'])
  return {
    ...answer,
    data_source_config: dataSourceOf(config),
    testing_criteria: criteria.map((criterion) => ({
      ...withMessages(criterion),
      id: newHexIdentifier(`${stringIn(criterion['name']) ?? 'criterion'}-`, random, 32),
    })),
  }
}

const ROLES = new Set(['user', 'assistant', 'system', 'developer'])

function withMessages(criterion: JsonObject): JsonObject {
  const input = objectsIn(criterion['input'])
  return input.length === 0 ? criterion : { ...criterion, input: input.map(messageOf) }
}

/** Normalizes a message: default type and role, string content as a content part. */
function messageOf(message: JsonObject): JsonObject {
  const { content, role } = message
  return {
    ...message,
    type: message['type'] ?? 'message',
    role: ROLES.has(stringIn(role) ?? '') ? (role ?? '') : 'user',
    ...(typeof content === 'string' && { content: { type: 'input_text', text: content } }),
  }
}

/** Adds the row schema: `item` is the uploaded row, `sample` the model's output. */
function dataSourceOf({
  item_schema: rows,
  include_sample_schema: hasSample,
  ...config
}: JsonObject): JsonObject {
  const samples = config['type'] !== 'custom' || hasSample === true
  return {
    ...config,
    schema: {
      type: 'object',
      properties: { item: objectIn(rows) ?? ITEM, ...(samples && { sample: ITEM }) },
      required: samples ? ['item', 'sample'] : ['item'],
    },
  }
}

/** A new eval run with the data source and model of the request. */
export const evalRuns: Adapter = (answer, { body }) => {
  const source = objectIn(body['data_source'])
  return source === undefined
    ? answer
    : { ...answer, data_source: sourceOf(source), model: stringIn(source['model']) ?? answer['model'] ?? '' }
}

function sourceOf(source: JsonObject): JsonObject {
  const messages = objectIn(source['input_messages'])
  const template = objectsIn(messages?.['template'])
  return messages === undefined || template.length === 0
    ? source
    : { ...source, input_messages: { ...messages, template: template.map(messageOf) } }
}
