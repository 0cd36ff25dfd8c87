import { asObject, asString } from '../../../web/json/narrow.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { ASSISTANTS } from './beta-header.ts'
import { MEASURED_RESPONSES, RESPONSES } from '../evidence.ts'
import { NO_VIOLATIONS, type RuleCheck, type RuleViolation, type ServiceRule, violates } from '../rule.ts'

const PARAMETER_PREFIX: ServiceRule = {
  id: 'responses-parameter-id-prefix',
  summary: 'Ids of responses, conversations and prompts begin with `resp`, `conv` and `pmpt`.',
  operations: RESPONSES,
  message: "Invalid '{param}': '{id}'. Expected an ID that begins with '{prefix}'.",
  param: '{param}',
  code: 'invalid_value',
  sureness: 'reported',
  evidence: ['https://github.com/openai/codex/issues/33176', MEASURED_RESPONSES],
}

const PATH_PREFIX: ServiceRule = {
  id: 'thread-id-prefix',
  summary: 'The id of a thread in the path begins with `thread`.',
  operations: ASSISTANTS,
  message: "Invalid '{param}': '{id}'. Expected an ID that begins with '{prefix}'.",
  param: '{param}',
  code: 'invalid_value',
  sureness: 'reported',
  evidence: ['https://github.com/openai/openai-node/issues/1545'],
}

/** References to stored objects in the body: the path of the parameter, and how to read it. */
const BODY_IDS: readonly (readonly [
  param: string,
  prefix: string,
  read: (body: JsonObject) => string | undefined,
])[] = [
  ['previous_response_id', 'resp', (body) => asString(body['previous_response_id'])],
  ['conversation', 'conv', (body) => asString(body['conversation'])],
  ['conversation.id', 'conv', (body) => asString(asObject(body['conversation'])?.['id'])],
  ['prompt.id', 'pmpt', (body) => asString(asObject(body['prompt'])?.['id'])],
]

/** Prefixes of ids in paths, by path parameter. */
const PATH_PREFIXES: Readonly<Record<string, string>> = { thread_id: 'thread' }

/** Ids that cannot be of the object that the parameter names. */
export const idPrefixes: RuleCheck = {
  rules: [PARAMETER_PREFIX, PATH_PREFIX],
  check: ({ operation, pathParameters, body }) => {
    const violations: RuleViolation[] = []
    const isAssistants = ASSISTANTS.includes(operation.route.id)
    for (const [param, id] of isAssistants ? Object.entries(pathParameters) : []) {
      const prefix = Object.hasOwn(PATH_PREFIXES, param) ? PATH_PREFIXES[param] : undefined
      if (prefix !== undefined && !id.startsWith(prefix)) {
        violations.push(violates(PATH_PREFIX, { param, id, prefix }))
      }
    }
    if (RESPONSES.includes(operation.route.id)) {
      for (const [param, prefix, read] of BODY_IDS) {
        const id = read(body)
        if (id !== undefined && !id.startsWith(prefix)) {
          violations.push(violates(PARAMETER_PREFIX, { param, id, prefix }))
        }
      }
    }
    return violations.length === 0 ? NO_VIOLATIONS : violations
  },
}
