import { modelTraits } from '../../openai/model-traits.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { BodyOf, Transform } from '../operation.ts'
import type { InputItem } from './response-request.ts'
import { storedItem } from '../conversations/items.ts'
import { newEncryptedContent, newItemId } from './items/item-ids.ts'
import { inputTokenDetails } from './usage.ts'
import { readResponseTurn } from './items/read-turn.ts'
import { DEFAULT_QUESTION } from '../../assistant/default-conversation.ts'

const ENCRYPTED_LENGTH = 320

/**
 * A compacted conversation (guide "Compaction"): user messages are kept, everything else becomes one encrypted item.
 * Without input, the conversation is the default one of retrieved responses.
 */
export const compaction: Transform<BodyOf<'Compactconversation'> | BodyOf<'beta_Compactconversation'>> = (
  answer,
  { body, ids: random },
) => {
  const { input, instructions } = body
  const items: InputItem[] = Array.isArray(input)
    ? input
    : [{ role: 'user', content: input ?? DEFAULT_QUESTION }]
  const encrypted = newEncryptedContent(ENCRYPTED_LENGTH, random)
  const inputTokens = countTokens(
    readResponseTurn({ input: items, instructions: instructions ?? null }, items).text,
  )
  const outputTokens = countTokens(encrypted)
  return {
    ...answer,
    output: [
      ...items
        .filter((item) => 'role' in item && item.role === 'user')
        .map((item) => storedItem(item, random)),
      { type: 'compaction', id: newItemId('cmp_', random), encrypted_content: encrypted },
    ],
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: inputTokenDetails(modelTraits(body.model)),
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: inputTokens + outputTokens,
    },
  }
}
