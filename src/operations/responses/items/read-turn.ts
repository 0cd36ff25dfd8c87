import type { Json, JsonObject } from '../../../web/json/json.ts'
import { asObjects, asString } from '../../../web/json/narrow.ts'
import { messageText, readMessage, userMessage } from '../../../assistant/conversation/read-messages.ts'
import { readTurn } from '../../../assistant/conversation/read-turn.ts'
import type { Message, RawStep, Turn } from '../../../assistant/conversation/types.ts'
import type { InputItem, ResponseRequest } from '../response-request.ts'
import { readTools, type Tool, toolKind } from '../../../assistant/tools/tools.ts'

/**
 * @param body the body of a responses request, of which a text as input is read
 * @param items the items of its input; empty if the input is a text
 * @returns the turn that is answered
 */
export function readResponseTurn(
  body: Pick<ResponseRequest, 'instructions' | 'tools'> & { input?: unknown },
  items: readonly InputItem[],
): Turn {
  const { input, instructions, tools } = body
  const system = instructions ?? undefined
  const messages: Message[] = system === undefined ? [] : [{ role: 'system', parts: [system] }]
  const steps: RawStep[] = []
  if (typeof input === 'string') {
    messages.push(userMessage(input))
  }
  const nameOf = callNames(readTools(tools))
  // The results of built-in tools name the tool by their type.
  const nameOfResult = ({ type }: JsonObject) =>
    /^(?:function|custom_tool)_/.test(asString(type) ?? '') ? '' : nameOf({ type: type ?? '' })
  const calls = new Map<string, Pick<RawStep, 'name' | 'input'>>()
  const objects: readonly JsonObject[] = items
  for (const item of objects) {
    const output = toolResult(item)
    if (output !== undefined) {
      const call = calls.get(callIdOf(item)) ?? { name: nameOfResult(item), input: '' }
      steps.push({ ...call, output, isError: item['approve'] === false, position: messages.length })
      messages.push({ role: 'tool', parts: [output] })
    } else if (item['role'] !== undefined) {
      messages.push(readMessage(item))
    } else {
      const call = {
        name: nameOf(item),
        input: asString(item['arguments']) ?? asString(item['input']) ?? '',
      }
      for (const id of [item['call_id'], item['id']]) {
        calls.set(asString(id) ?? '', call)
      }
    }
  }
  const turn = readTurn(messages, steps)
  const isApproval = items.at(-1)?.type === 'mcp_approval_response'
  // Instructions alone are no question: the conversation is stored by the service.
  const hasQuestion = !turn.isInstruction || messages.length > (system === undefined ? 0 : 1)
  return {
    ...turn,
    ...(isApproval && { attachment: 'approval' }),
    ...(!hasQuestion && { question: '', isInstruction: false }),
  }
}

/** @returns the id of the call that a result belongs to; local shell results have it as their own id */
function callIdOf(result: JsonObject): string {
  return (
    asString(result['call_id']) ?? asString(result['approval_request_id']) ?? asString(result['id']) ?? ''
  )
}

/** @returns a function that names the tool of a call item: built-in tools by the name in the request */
function callNames(tools: readonly Tool[]): (item: JsonObject) => string {
  return ({ name, type }) => {
    const kind = toolKind((asString(type) ?? '').replace(/_call(?:_output)?$/, ''))
    return asString(name) ?? tools.find((tool) => tool.kind === kind)?.name ?? kind
  }
}

/** @returns the result of a tool call if the item has one; a tool search output does not count */
function toolResult(item: JsonObject): string | undefined {
  const type = asString(item['type']) ?? ''
  if (type === 'mcp_approval_response' && item['approve'] !== true) {
    return `the call was not approved${item['reason'] === undefined ? '' : `: ${asString(item['reason']) ?? ''}`}`
  }
  return type.endsWith('_output') && type !== 'tool_search_output' ? outputText(item['output']) : undefined
}

/** @returns the text of message parts or of command output; images are ignored */
function outputText(output: Json | undefined): string {
  const commandOutput = asObjects(output)
    .flatMap(({ stdout, stderr }) => [asString(stdout) ?? '', asString(stderr) ?? ''])
    .filter((text) => text !== '')
  return commandOutput.length > 0 ? commandOutput.join('\n').trim() : messageText(output)
}
