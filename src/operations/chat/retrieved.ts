import type { Json } from '../../web/json/json.ts'
import { objectsIn } from '../../web/json/narrow.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { Adapter } from '../operation.ts'
import { chatCompletions } from './chat-completions.ts'
import { STORED_INSTRUCTIONS, STORED_QUESTION } from '../../assistant/default-conversation.ts'

/**
 * A retrieved chat completion. The mock stores none, so every id returns a reply to the same default question, which is
 * also the one in its messages.
 */
export const storedChatCompletion: Adapter = (answer, context) => {
  const messages: Json[] = [
    { role: 'developer', content: STORED_INSTRUCTIONS },
    { role: 'user', content: STORED_QUESTION },
  ]
  const random = seededRandom(`chat completion ${JSON.stringify(answer['id'])}`)
  return chatCompletions(answer, { ...context, random, body: { messages } })
}

/** The messages of a stored chat completion, newest first; the document only allows the role `assistant`. */
export const storedMessages: Adapter = (answer, context) => {
  const [example] = objectsIn(answer['data'])
  const completion = context.pathParameters['completion_id'] ?? ''
  const data = [STORED_INSTRUCTIONS, STORED_QUESTION].map((content, index) => ({
    ...example,
    id: `${completion}-${index}`,
    content,
  }))
  return { ...answer, data: data.toReversed() }
}
