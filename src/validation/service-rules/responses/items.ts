import type { JsonObject } from '../../../web/json/json.ts'
import { asArray, asObject, asString } from '../../../web/json/narrow.ts'
import { MEASURED_RESPONSES, RESPONSES } from '../evidence.ts'
import {
  isSet,
  NO_VIOLATIONS,
  type RuleCheck,
  type RuleViolation,
  type ServiceRule,
  violates,
} from '../rule.ts'

const ID_PREFIX: ServiceRule = {
  id: 'responses-item-id-prefix',
  summary: 'The id of an input item begins with the prefix of its type, such as `fc` for `function_call`.',
  operations: RESPONSES,
  message: "Invalid 'input[{index}].id': '{id}'. Expected an ID that begins with '{prefix}'.",
  param: 'input[{index}].id',
  code: 'invalid_value',
  sureness: 'reported',
  evidence: [
    'https://github.com/openai/codex/issues/33176',
    'https://github.com/jlcodes99/cockpit-tools/issues/2090',
    'https://github.com/BigPizzaV3/CodexPlusPlus/issues/1796',
    'https://github.com/mastra-ai/mastra/issues/10815',
  ],
}

const ID_CHARACTERS: ServiceRule = {
  id: 'responses-item-id-characters',
  summary: 'The id of an input item consists of letters, digits, underscores and dashes.',
  operations: RESPONSES,
  message:
    "Invalid 'input[{index}].id': '{id}'. Expected an ID that contains letters, numbers, underscores, or dashes, but this value contained additional characters.",
  param: 'input[{index}].id',
  code: 'invalid_value',
  sureness: 'reported',
  evidence: ['https://github.com/langchain-ai/langchainjs/issues/11044'],
}

const DUPLICATE: ServiceRule = {
  id: 'responses-item-once',
  summary: 'An input item occurs once.',
  operations: RESPONSES,
  message: 'Duplicate item found with id {id}. Remove duplicate items from your input and try again.',
  param: 'input',
  code: null,
  sureness: 'reported',
  evidence: ['https://github.com/OpenRouterTeam/ai-sdk-provider/issues/254'],
}

const FOLLOWED: ServiceRule = {
  id: 'responses-reasoning-has-follower',
  summary: 'A reasoning item is followed by the output that it led to: a message or a call.',
  operations: RESPONSES,
  message: "Item '{id}' of type 'reasoning' was provided without its required following item.",
  param: 'input',
  code: null,
  sureness: 'reported',
  evidence: [
    'https://github.com/openai/openai-node/issues/1567',
    'https://github.com/vercel/ai/issues/7099',
    'https://github.com/continuedev/continue/issues/8933',
  ],
}

const PHASE: ServiceRule = {
  id: 'responses-phase-of-assistant',
  summary: 'Only assistant messages have a `phase`.',
  operations: RESPONSES,
  message: "Unknown parameter: 'input[{index}].phase'.",
  param: 'input[{index}].phase',
  code: 'unknown_parameter',
  sureness: 'measured',
  evidence: [MEASURED_RESPONSES],
}

/** Prefixes of item ids by type, as in the examples of OpenAI's API reference. Other types have no known prefix. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['message', 'msg'],
  ['reasoning', 'rs'],
  ['function_call', 'fc'],
  ['function_call_output', 'fc'],
  ['custom_tool_call', 'ctc'],
  ['file_search_call', 'fs'],
  ['web_search_call', 'ws'],
  ['image_generation_call', 'ig'],
  ['code_interpreter_call', 'ci'],
  ['mcp_call', 'mcp'],
  ['mcp_list_tools', 'mcpl'],
  ['mcp_approval_request', 'mcpr'],
  ['computer_call', 'cu'],
])

/** Types of items that the client adds, so that they cannot follow reasoning. */
const CLIENT_TYPES = /_output$|_response$|^item_reference$/

/** Ids, order and roles of input items. */
export const inputItems: RuleCheck = {
  rules: [ID_PREFIX, ID_CHARACTERS, DUPLICATE, FOLLOWED, PHASE],
  check: ({ body: { input } }) => (Array.isArray(input) ? findViolations(input) : NO_VIOLATIONS),
}

function findViolations(input: readonly unknown[]): readonly RuleViolation[] {
  const violations: RuleViolation[] = []
  const seen = new Set<string>()
  for (const [index, value] of input.entries()) {
    const item = asObject(value) ?? {}
    const type = typeOf(item)
    const id = asString(item['id'])
    if (id !== undefined && type !== 'item_reference') {
      violations.push(...idViolations(id, PREFIXES.get(type), index))
      if (seen.has(id)) {
        violations.push(violates(DUPLICATE, { id }))
      }
      seen.add(id)
    }
    if (type === 'reasoning' && id !== undefined && !isFollower(input[index + 1])) {
      violations.push(violates(FOLLOWED, { id }))
    }
    if (isSet(item['phase']) && type === 'message' && item['role'] !== 'assistant') {
      violations.push(violates(PHASE, { index }))
    }
  }
  return violations.length === 0 ? NO_VIOLATIONS : violations
}

function idViolations(id: string, prefix: string | undefined, index: number): RuleViolation[] {
  if (!/^[\w-]+$/.test(id)) {
    return [violates(ID_CHARACTERS, { id, index })]
  }
  return prefix === undefined || id.startsWith(prefix) ? [] : [violates(ID_PREFIX, { id, index, prefix })]
}

function typeOf(item: JsonObject): string {
  return asString(item['type']) ?? (item['role'] === undefined ? 'item_reference' : 'message')
}

/** @returns true for an item of the model; a reference may be one */
function isFollower(value: unknown): boolean {
  const item = asObject(value)
  if (item === undefined) {
    return false
  }
  const type = typeOf(item)
  return type === 'message'
    ? item['role'] === 'assistant'
    : type === 'item_reference' || !CLIENT_TYPES.test(type)
}

const PARTS: ServiceRule = {
  id: 'responses-content-by-role',
  summary: 'Assistant messages contain `output_text` and `refusal` parts, other messages `input_` parts.',
  operations: RESPONSES,
  message: "Invalid value: '{type}'. Supported values are: {supported}.",
  param: 'input[{index}].content[{part}]',
  code: 'invalid_value',
  sureness: 'measured',
  evidence: [
    MEASURED_RESPONSES,
    'https://github.com/jeremychone/rust-genai/pull/119',
    'https://github.com/BerriAI/litellm/issues/17507',
  ],
}

const ASSISTANT_PARTS = new Set(['output_text', 'refusal'])

/** Parts of messages whose type belongs to the other side of the conversation. */
export const contentByRole: RuleCheck = {
  rules: [PARTS],
  check: ({ body: { input } }) => {
    if (!Array.isArray(input)) {
      return NO_VIOLATIONS
    }
    const violations: RuleViolation[] = []
    for (const [index, value] of input.entries()) {
      const item = asObject(value) ?? {}
      if (typeOf(item) === 'message') {
        const isAssistant = item['role'] === 'assistant'
        const supported = isAssistant
          ? "'output_text' and 'refusal'"
          : "'input_text', 'input_image', 'input_file', 'scoped_content', and 'input_audio'"
        for (const [part, content] of asArray(item['content']).entries()) {
          const type = asString(asObject(content)?.['type']) ?? ''
          if (type !== '' && (isAssistant ? type.startsWith('input_') : ASSISTANT_PARTS.has(type))) {
            violations.push(violates(PARTS, { type, supported, index, part }))
          }
        }
      }
    }
    return violations.length === 0 ? NO_VIOLATIONS : violations
  },
}
