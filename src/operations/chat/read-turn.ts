import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { messageText, readMessage } from '../../assistant/conversation/read-messages.ts'
import { readTurn } from '../../assistant/conversation/read-turn.ts'
import type { RawStep, Turn } from '../../assistant/conversation/types.ts'

/**
 * @param messages the messages of a chat completion
 * @returns the turn that is answered
 */
export function readChatTurn(messages: readonly JsonObject[]): Turn {
  return readTurn(messages.map(readMessage), readSteps(messages))
}

/** @returns the results with the calls they answer; results of unknown calls have no name */
function readSteps(messages: readonly JsonObject[]): RawStep[] {
  const calls = new Map<string, Pick<RawStep, 'name' | 'input'>>()
  return messages.flatMap((message, position) => {
    const { role, content } = message
    if (role === 'assistant') {
      for (const call of asObjects(message['tool_calls'])) {
        calls.set(asString(call['id']) ?? '', readCall(call))
      }
      const legacy = asObject(message['function_call'])
      if (legacy !== undefined) {
        calls.set(asString(legacy['name']) ?? '', readCall({ function: legacy }))
      }
    }
    if (role !== 'tool' && role !== 'function') {
      return []
    }
    // The deprecated `function` messages name the function instead of the call.
    const id = asString(role === 'tool' ? message['tool_call_id'] : message['name']) ?? ''
    return [{ ...(calls.get(id) ?? UNKNOWN_CALL), output: messageText(content), position }]
  })
}

const UNKNOWN_CALL = { name: '', input: '' }

/** @returns a function's arguments, or the free text of a custom tool */
function readCall(call: JsonObject): Pick<RawStep, 'name' | 'input'> {
  const { name, arguments: serialized, input } = asObject(call['custom']) ?? asObject(call['function']) ?? {}
  return { name: asString(name) ?? '', input: asString(serialized) ?? asString(input) ?? '' }
}
