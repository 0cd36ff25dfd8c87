import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { Transform } from '../operation.ts'
import { storedItem } from '../conversations/items.ts'
import { newEncryptedContent, newItemId } from './items/item-ids.ts'
import { readResponseTurn } from './items/read-input.ts'
import { DEFAULT_QUESTION } from '../../assistant/default-conversation.ts'

const ENCRYPTED_LENGTH = 320

/**
 * A compacted conversation (guide "Compaction"): user messages are kept, everything else becomes one encrypted item.
 * Without input, the conversation is the default one of retrieved responses.
 */
export const compaction: Transform = (answer, { body, random }) => {
  const { input } = body
  const items: JsonObject[] = Array.isArray(input)
    ? asObjects(input)
    : [{ role: 'user', content: asString(input) ?? DEFAULT_QUESTION }]
  const encrypted = newEncryptedContent(ENCRYPTED_LENGTH, random)
  const inputTokens = countTokens(readResponseTurn({ ...body, input: items }, undefined).conversation.text)
  const outputTokens = countTokens(encrypted)
  return {
    ...answer,
    output: [
      ...items.filter(({ role }) => role === 'user').map((item) => storedItem(item, random)),
      { type: 'compaction', id: newItemId('cmp_', random), encrypted_content: encrypted },
    ],
    usage: {
      ...asObject(answer['usage']),
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: inputTokens + outputTokens,
    },
  }
}
