import type { JsonObject } from '../../../web/json/json.ts'
import { asArray, asObject, asString } from '../../../web/json/narrow.ts'
import { CHAT, MEASURED_CHAT } from '../evidence.ts'
import { isSet, NO_VIOLATIONS, type RuleCheck, type ServiceRule, violates } from '../rule.ts'

const CONTENT: ServiceRule = {
  id: 'chat-assistant-has-content',
  summary: 'An assistant message has content, unless it has tool calls, a refusal or audio.',
  operations: CHAT,
  message: "Invalid value for 'content': expected a string, got null.",
  param: 'messages.[{index}].content',
  code: null,
  sureness: 'measured',
  evidence: [MEASURED_CHAT, 'https://github.com/run-llama/llama_index/issues/17555'],
}

/** Members of assistant messages that replace their content. */
const SUBSTITUTES = ['tool_calls', 'function_call', 'refusal', 'audio']

/** Assistant messages that have neither content nor a substitute. */
export const assistantHasContent: RuleCheck = {
  rules: [CONTENT],
  check: ({ body }) => {
    const index = asArray(body['messages']).findIndex((message) => isEmptyAssistant(asObject(message) ?? {}))
    return index === -1 ? NO_VIOLATIONS : [violates(CONTENT, { index })]
  },
}

function isEmptyAssistant(message: JsonObject): boolean {
  return (
    message['role'] === 'assistant' &&
    !isSet(message['content']) &&
    !SUBSTITUTES.some((name) => isSet(message[name]))
  )
}

const CHOICE: ServiceRule = {
  id: 'chat-tool-choice-exists',
  summary: 'The function named by `tool_choice` is one of the tools.',
  operations: CHAT,
  message:
    "Invalid value for 'function_call': no function named '{name}' was specified in the 'functions' parameter.",
  param: 'function_call',
  code: null,
  sureness: 'measured',
  evidence: [MEASURED_CHAT],
}

/** A function choice without its tool. The service names the legacy parameter in both forms. */
export const chatToolChoiceExists: RuleCheck = {
  rules: [CHOICE],
  check: ({ body }) => {
    const choice = asObject(body['tool_choice'])
    const name =
      asString(asObject(choice?.['function'])?.['name']) ??
      asString(asObject(body['function_call'])?.['name'])
    if (name === undefined) {
      return NO_VIOLATIONS
    }
    const tools = [...asArray(body['tools']), ...asArray(body['functions'])].map(
      (tool) => asObject(tool) ?? {},
    )
    return tools.length === 0 || tools.some((tool) => (asObject(tool['function']) ?? tool)['name'] === name)
      ? NO_VIOLATIONS
      : [violates(CHOICE, { name })]
  },
}
