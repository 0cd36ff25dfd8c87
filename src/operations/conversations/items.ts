import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObjects, asString } from '../../web/json/narrow.ts'
import { newHexIdentifier } from '../../openai/ids.ts'
import { inputTextPart } from '../../assistant/conversation/read-messages.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import type { BodyOf, Transform } from '../operation.ts'

/** Id prefixes by item type; other types use `item_`. */
const ID_PREFIXES: Readonly<Record<string, string>> = {
  message: 'msg_',
  function_call: 'fc_',
  function_call_output: 'fc_',
  reasoning: 'rs_',
  web_search_call: 'ws_',
  file_search_call: 'fs_',
  computer_call: 'cu_',
  code_interpreter_call: 'ci_',
}

/** Items added to a conversation: returned as sent, each with an id. */
export const conversationItems: Transform<BodyOf<'createConversationItems'>> = (answer, { body, ids }) => {
  const [example] = asObjects(answer['data'])
  const data = (body.items ?? []).map((item: JsonObject) => {
    // An item with neither type nor role references an existing item.
    if (item['type'] === 'item_reference' || (item['type'] === undefined && item['role'] === undefined)) {
      return { ...example, id: item['id'] ?? '' }
    }
    return storedItem(item, ids)
  })
  return data.length === 0
    ? answer
    : {
        ...answer,
        data,
        first_id: data.at(0)?.['id'] ?? null,
        last_id: data.at(-1)?.['id'] ?? null,
        has_more: false,
      }
}

/** @returns an input item in the form in which the API stores it */
export function storedItem(item: JsonObject, random: Random): JsonObject {
  const type = asString(item['type']) ?? 'message'
  const id = asString(item['id']) ?? newHexIdentifier(ID_PREFIXES[type] ?? 'item_', random, 48)
  return { ...item, type, id, status: item['status'] ?? 'completed', ...normalizedContent(item) }
}

/** The API stores string content as a content part. */
function normalizedContent({ content, role }: JsonObject): JsonObject {
  if (typeof content !== 'string') {
    return {}
  }
  const part: Json =
    role === 'assistant'
      ? { type: 'output_text', text: content, annotations: [], logprobs: [] }
      : inputTextPart(content)
  return { content: [part] }
}
