import type { JsonObject } from '../../web/json/json.ts'
import { objectsIn, stringIn } from '../../web/json/narrow.ts'
import type { FaultWords } from '../../openai/errors.ts'
import type { UnwrittenRule } from './rule.ts'

/**
 * Chat completions: an assistant message with tool calls is directly followed by one `tool` message per call; `tool`
 * messages are not allowed elsewhere (guide "Function calling").
 */
export const answeredCalls: UnwrittenRule = ({ messages }) => {
  const faults: FaultWords[] = []
  let called: ReadonlySet<string> = new Set()
  let waiting = new Set<string>()
  const endAt = (index: number): void => {
    if (waiting.size > 0) {
      faults.push(wrong(`${UNANSWERED}${[...waiting].join(', ')}`, `messages.[${index}].role`))
    }
  }
  const all = objectsIn(messages)
  for (const [index, message] of all.entries()) {
    if (message['role'] === 'tool') {
      const id = stringIn(message['tool_call_id']) ?? ''
      if (called.size === 0) {
        faults.push(wrong(NOTHING_CALLED, `messages.[${index}].role`))
      } else if (!called.has(id)) {
        faults.push(wrong(notCalled(id), `messages.[${index}].tool_call_id`))
      }
      waiting.delete(id)
    } else {
      endAt(index)
      called = new Set(callsOf(message))
      waiting = new Set(called)
    }
  }
  endAt(all.length - 1)
  return faults
}

function callsOf({ role, tool_calls: calls }: JsonObject): string[] {
  return role === 'assistant' ? objectsIn(calls).map(({ id }) => stringIn(id) ?? '') : []
}

function wrong(message: string, param: string): FaultWords {
  return { message, param, code: null }
}

// OpenAI's wording, including its spelling.
const NOTHING_CALLED =
  "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'."
const UNANSWERED =
  "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
  'The following tool_call_ids did not have response messages: '

function notCalled(id: string): string {
  return `Invalid parameter: 'tool_call_id' of '${id}' not found in 'tool_calls' of previous message.`
}
