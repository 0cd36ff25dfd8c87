import type { Json, JsonObject } from '../json/json.ts'
import { objectsIn, stringIn } from '../json/read-json.ts'
import { newHexIdentifier } from '../openai/identifiers.ts'
import type { Random } from '../openai/seeded-random.ts'
import type { Adapter } from './adapter.ts'

/** Prefixes of the ids of items, by their type; the others are messages' or named like their type. */
const PREFIXES: Readonly<Record<string, string>> = {
  message: 'msg_',
  function_call: 'fc_',
  function_call_output: 'fc_',
  reasoning: 'rs_',
  web_search_call: 'ws_',
  file_search_call: 'fs_',
  computer_call: 'cu_',
  code_interpreter_call: 'ci_',
}

/** Items that are added to a conversation come back as they were sent, each with an id. */
export const conversationItems: Adapter = (answer, { body, random }) => {
  const [example] = objectsIn(answer['data'])
  const data = objectsIn(body['items']).map((item) => {
    // What has neither a type nor a role names an item that there is.
    if (item['type'] === 'item_reference' || (item['type'] === undefined && item['role'] === undefined)) {
      return { ...example, id: item['id'] ?? '' }
    }
    return keptItem(item, random)
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

/** @returns an item that was sent, in the form that the API keeps it in */
export function keptItem(item: JsonObject, random: Random): JsonObject {
  const type = stringIn(item['type']) ?? 'message'
  const id = stringIn(item['id']) ?? newHexIdentifier(PREFIXES[type] ?? 'item_', random, 48)
  return { ...item, type, id, status: item['status'] ?? 'completed', ...contentOf(item) }
}

/** Messages may be sent as a text alone; the API keeps it as a part. */
function contentOf({ content, role }: JsonObject): JsonObject {
  if (typeof content !== 'string') {
    return {}
  }
  const part: Json =
    role === 'assistant'
      ? { type: 'output_text', text: content, annotations: [], logprobs: [] }
      : { type: 'input_text', text: content }
  return { content: [part] }
}
