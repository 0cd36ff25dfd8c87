import { asArray } from '../../../web/json/narrow.ts'
import { API_DOCUMENT, MEASURED_RESPONSES, RESPONSES } from '../evidence.ts'
import { checkOf, isSet, type RuleCheck } from '../rule.ts'

/** Parameters that the document declares optional and the service requires, and inputs that must not be empty. */
export const PRESENCE_CHECKS: readonly RuleCheck[] = [
  checkOf(
    {
      id: 'responses-model',
      summary: '`model` is required, unless a stored `prompt` has one.',
      operations: RESPONSES,
      message: "Missing required parameter: 'model'.",
      param: 'model',
      code: 'missing_required_parameter',
      sureness: 'measured',
      evidence: [MEASURED_RESPONSES],
    },
    ({ body }) => body['model'] === undefined && !isSet(body['prompt']),
  ),
  checkOf(
    {
      id: 'responses-input',
      summary: '`input` is required, unless a stored `prompt` or a `conversation` has it.',
      operations: RESPONSES,
      message: "Missing required parameter: 'input'.",
      param: 'input',
      code: 'missing_required_parameter',
      sureness: 'measured',
      evidence: [MEASURED_RESPONSES],
    },
    ({ body }) => body['input'] === undefined && !isSet(body['prompt']) && !isSet(body['conversation']),
  ),
  checkOf(
    {
      id: 'responses-empty-input',
      summary: '`input` is not empty, unless other parameters provide the conversation.',
      operations: RESPONSES,
      message: 'One of "input" or "previous_response_id" or \'prompt\' or \'conversation\' must be provided.',
      param: null,
      code: 'missing_required_parameter',
      sureness: 'measured',
      evidence: [MEASURED_RESPONSES],
    },
    ({ body }) =>
      (body['input'] === '' || (Array.isArray(body['input']) && body['input'].length === 0)) &&
      !isSet(body['previous_response_id']) &&
      !isSet(body['prompt']) &&
      !isSet(body['conversation']),
  ),
  checkOf(
    {
      id: 'embeddings-empty-input',
      summary: '`input` and its items are not empty.',
      operations: ['createEmbedding'],
      message:
        "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
      param: null,
      code: null,
      sureness: 'reported',
      evidence: ['https://github.com/digitaldemocracy2030/kouchou-ai/pull/567', API_DOCUMENT],
    },
    ({ body: { input } }) => isEmpty(input) || asArray(input).some(isEmpty),
  ),
]

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}
