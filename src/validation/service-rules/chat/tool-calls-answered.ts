import type { JsonObject } from '../../../web/json/json.ts'
import { asArray, asObject, asString } from '../../../web/json/narrow.ts'
import { CHAT, FUNCTION_CALLING } from '../evidence.ts'
import { NO_VIOLATIONS, type RuleCheck, type RuleViolation, type ServiceRule, violates } from '../rule.ts'

const shared = { operations: CHAT, code: null } as const

// OpenAI's wording, including its spelling.
const PRECEDED: ServiceRule = {
  ...shared,
  id: 'chat-tool-message-follows-calls',
  summary: 'A message with the role `tool` follows an assistant message with `tool_calls`.',
  message:
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
  param: 'messages.[{index}].role',
  sureness: 'reported',
  evidence: ['https://github.com/miurla/morphic/issues/136', FUNCTION_CALLING],
}

const KNOWN: ServiceRule = {
  ...shared,
  id: 'chat-tool-message-has-its-call',
  summary: 'The `tool_call_id` of a `tool` message is the id of a call in the preceding assistant message.',
  message: "Invalid parameter: 'tool_call_id' of '{id}' not found in 'tool_calls' of previous message.",
  param: 'messages.[{index}].tool_call_id',
  sureness: 'reported',
  evidence: [FUNCTION_CALLING],
}

const ANSWERED: ServiceRule = {
  ...shared,
  id: 'chat-tool-calls-answered',
  summary: 'Each call of an assistant message is answered by a `tool` message directly after it.',
  message:
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
    'The following tool_call_ids did not have response messages: {ids}',
  param: 'messages.[{index}].role',
  sureness: 'reported',
  evidence: ['https://github.com/microsoft/promptflow/pull/3130', FUNCTION_CALLING],
}

/**
 * An assistant message with tool calls is directly followed by one `tool` message per call; `tool` messages are not
 * allowed elsewhere.
 */
export const toolCallsAnswered: RuleCheck = {
  rules: [PRECEDED, KNOWN, ANSWERED],
  check: ({ body }) => {
    const messages = asArray(body['messages'])
    return messages.some(hasToolPart)
      ? findViolations(messages.map((message) => asObject(message) ?? {}))
      : NO_VIOLATIONS
  },
}

function hasToolPart(value: unknown): boolean {
  const message = asObject(value)
  return message !== undefined && (message['role'] === 'tool' || message['tool_calls'] !== undefined)
}

function findViolations(messages: readonly JsonObject[]): RuleViolation[] {
  const violations: RuleViolation[] = []
  let called: ReadonlySet<string> = new Set()
  let unanswered = new Set<string>()
  const checkAnswered = (index: number): void => {
    if (unanswered.size > 0) {
      violations.push(violates(ANSWERED, { ids: [...unanswered].join(', '), index }))
    }
  }
  for (const [index, message] of messages.entries()) {
    if (message['role'] === 'tool') {
      const id = asString(message['tool_call_id']) ?? ''
      if (called.size === 0) {
        violations.push(violates(PRECEDED, { index }))
      } else if (!called.has(id)) {
        violations.push(violates(KNOWN, { id, index }))
      }
      unanswered.delete(id)
    } else {
      checkAnswered(index)
      called = new Set(toolCallIds(message))
      unanswered = new Set(called)
    }
  }
  checkAnswered(messages.length - 1)
  return violations
}

function toolCallIds({ role, tool_calls: calls }: JsonObject): string[] {
  return role === 'assistant' ? asArray(calls).map((call) => asString(asObject(call)?.['id']) ?? '') : []
}
