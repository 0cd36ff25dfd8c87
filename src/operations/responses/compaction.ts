import type { JsonObject } from '../../web/json/json.ts'
import { objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { Adapter } from '../operation.ts'
import { keptItem } from '../conversations/items.ts'
import { itemIdentifier } from './items/item-ids.ts'
import { readResponseTurn } from './items/read-input.ts'
import { STORED_QUESTION } from '../../assistant/default-conversation.ts'

const ENCRYPTED_LENGTH = 320

/**
 * A compacted conversation (guide "Compaction"): user messages are kept, everything else becomes one encrypted item.
 * Without input, the conversation is the default one of retrieved responses.
 */
export const compaction: Adapter = (answer, { body, random }) => {
  const { input } = body
  const items: JsonObject[] = Array.isArray(input)
    ? objectsIn(input)
    : [{ role: 'user', content: stringIn(input) ?? STORED_QUESTION }]
  const encrypted = newIdentifier('gAAAAAB', random, ENCRYPTED_LENGTH)
  const inputTokens = countTokens(readResponseTurn({ ...body, input: items }, undefined).conversation.text)
  const outputTokens = countTokens(encrypted)
  return {
    ...answer,
    output: [
      ...items.filter(({ role }) => role === 'user').map((item) => keptItem(item, random)),
      { type: 'compaction', id: itemIdentifier('cmp_', random), encrypted_content: encrypted },
    ],
    usage: {
      ...objectIn(answer['usage']),
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: inputTokens + outputTokens,
    },
  }
}
