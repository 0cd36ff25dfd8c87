import { readMessage, userMessage } from '../assistant/conversation/read-messages.ts'
import { readTurn } from '../assistant/conversation/read-turn.ts'
import type { Turn } from '../assistant/conversation/types.ts'
import { promptOf } from '../assistant/prompt.ts'
import { readTools } from '../assistant/tools/tools.ts'
import type { JsonObject } from '../web/json/json.ts'
import { asArray, asObject, asObjects, asString } from '../web/json/narrow.ts'
import { readChatTurn } from './chat/read-turn.ts'
import { readResponseTurn } from './responses/items/read-turn.ts'
import type { InputItem } from './responses/response-request.ts'

/** Facts about the conversation in a request, with the same meaning on every text endpoint. */
export interface ConversationFacts {
  /** The number of questions the user has asked, including this one; 0 without a question. */
  turn: number
  /** The number of tool results since the last question. */
  toolResults: number
  /** Name of the tool that returned the newest of these results; null if there is none. */
  lastTool: string | null
  /** System and developer messages and instructions. */
  system: string
  /** Names of the offered tools; built-in tools have their type. */
  tools: string[]
  /** Name of the requested output schema; null if there is none. */
  schema: string | null
}

/** @returns the facts about the conversation in a request body */
export function conversationFacts(body: JsonObject): ConversationFacts {
  const { turnNumber, steps, system, question } = turnOf(body)
  const instructions = asString(body['input']) === undefined ? '' : (asString(body['instructions']) ?? '')
  return {
    turn: turnNumber > 0 || question === '' ? turnNumber : 1,
    toolResults: steps.length,
    lastTool: steps.at(-1)?.name ?? null,
    system: system === '' ? instructions : system,
    tools: [
      ...readTools(body['tools']).map(({ name }) => name),
      ...asObjects(body['functions']).flatMap(({ name }) => asString(name) ?? []),
    ],
    schema: schemaName(body),
  }
}

function turnOf(body: JsonObject): Turn {
  const { input, messages } = body
  if (asArray(input).some((item) => asObject(item) !== undefined)) {
    const items = asObjects(input).filter(isInputItem)
    return readResponseTurn({ input: items, instructions: asString(body['instructions']) ?? null }, items)
  }
  if (messages !== undefined && asObject(body['thread']) === undefined) {
    return readChatTurn(asObjects(messages))
  }
  const thread = [
    ...asObjects(asObject(body['thread'])?.['messages']),
    ...asObjects(body['additional_messages']),
    ...asObjects(body['items']),
  ].map(readMessage)
  const instructions = asString(body['instructions'])
  return readTurn([
    ...(instructions === undefined ? [] : [{ role: 'system' as const, parts: [instructions] }]),
    ...(thread.length > 0 ? thread : [userMessage(promptOf(body))]),
  ])
}

/** Items are only read for their texts, calls and results, which other items do not have. */
function isInputItem(item: JsonObject): item is JsonObject & InputItem {
  return item['type'] !== undefined || item['role'] !== undefined
}

function schemaName({ response_format: format, text }: JsonObject): string | null {
  const ofChat = asObject(asObject(format)?.['json_schema'])?.['name']
  return asString(ofChat) ?? asString(asObject(asObject(text)?.['format'])?.['name']) ?? null
}
