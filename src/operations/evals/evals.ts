import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { newHexIdentifier } from '../../openai/ids.ts'
import { inputTextPart } from '../../assistant/conversation/read-messages.ts'
import type { BodyOf, Transform } from '../operation.ts'

const ANY_OBJECT: JsonObject = { type: 'object' }

/** A new eval: adds the row schema to the data source and an id to each criterion. */
export const evals: Transform<BodyOf<'createEval'>> = (answer, { body, ids }) => {
  return {
    ...answer,
    data_source_config: withRowSchema(body.data_source_config),
    testing_criteria: body.testing_criteria.map((criterion) => ({
      ...withMessages(criterion),
      id: newHexIdentifier(`${criterion.name}-`, ids, 32),
    })),
  }
}

const ROLES = new Set(['user', 'assistant', 'system', 'developer'])

function withMessages(criterion: JsonObject): JsonObject {
  const input = asObjects(criterion['input'])
  return input.length === 0 ? criterion : { ...criterion, input: input.map(normalizeMessage) }
}

/** Normalizes a message: default type and role, string content as a content part. */
function normalizeMessage(message: JsonObject): JsonObject {
  const { content, role } = message
  return {
    ...message,
    type: message['type'] ?? 'message',
    role: ROLES.has(asString(role) ?? '') ? (role ?? '') : 'user',
    ...(typeof content === 'string' && { content: inputTextPart(content) }),
  }
}

/** Adds the row schema: `item` is the uploaded row, `sample` the model's output. */
function withRowSchema({
  item_schema: rows,
  include_sample_schema: hasSample,
  ...config
}: JsonObject): JsonObject {
  const includesSample = config['type'] !== 'custom' || hasSample === true
  return {
    ...config,
    schema: {
      type: 'object',
      properties: { item: asObject(rows) ?? ANY_OBJECT, ...(includesSample && { sample: ANY_OBJECT }) },
      required: includesSample ? ['item', 'sample'] : ['item'],
    },
  }
}

/** A new eval run with the data source and model of the request. */
export const evalRuns: Transform<BodyOf<'createEvalRun'>> = (answer, { body: { data_source: source } }) => ({
  ...answer,
  data_source: normalizeDataSource(source),
  model: ('model' in source ? source.model : answer['model']) ?? '',
})

function normalizeDataSource(source: JsonObject): JsonObject {
  const messages = asObject(source['input_messages'])
  const template = asObjects(messages?.['template'])
  return messages === undefined || template.length === 0
    ? source
    : { ...source, input_messages: { ...messages, template: template.map(normalizeMessage) } }
}
