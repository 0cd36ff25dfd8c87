import type { JsonObject } from '../../web/json/json.ts'
import { asObjects, asString } from '../../web/json/narrow.ts'
import type { ErrorDetail } from '../../openai/errors.ts'
import { type ServiceRule, violation } from './rule.ts'

/**
 * Chat completions: an assistant message with tool calls is directly followed by one `tool` message per call; `tool`
 * messages are not allowed elsewhere (guide "Function calling").
 */
export const toolCallsAnswered: ServiceRule = ({ messages }) => {
  const errors: ErrorDetail[] = []
  let called: ReadonlySet<string> = new Set()
  let unanswered = new Set<string>()
  const checkAnswered = (index: number): void => {
    if (unanswered.size > 0) {
      errors.push(violation(`${UNANSWERED_CALLS}${[...unanswered].join(', ')}`, `messages.[${index}].role`))
    }
  }
  const all = asObjects(messages)
  for (const [index, message] of all.entries()) {
    if (message['role'] === 'tool') {
      const id = asString(message['tool_call_id']) ?? ''
      if (called.size === 0) {
        errors.push(violation(NO_PRECEDING_CALLS, `messages.[${index}].role`))
      } else if (!called.has(id)) {
        errors.push(violation(unknownCall(id), `messages.[${index}].tool_call_id`))
      }
      unanswered.delete(id)
    } else {
      checkAnswered(index)
      called = new Set(toolCallIds(message))
      unanswered = new Set(called)
    }
  }
  checkAnswered(all.length - 1)
  return errors
}

function toolCallIds({ role, tool_calls: calls }: JsonObject): string[] {
  return role === 'assistant' ? asObjects(calls).map(({ id }) => asString(id) ?? '') : []
}

// OpenAI's wording, including its spelling.
const NO_PRECEDING_CALLS =
  "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'."
const UNANSWERED_CALLS =
  "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
  'The following tool_call_ids did not have response messages: '

function unknownCall(id: string): string {
  return `Invalid parameter: 'tool_call_id' of '${id}' not found in 'tool_calls' of previous message.`
}
