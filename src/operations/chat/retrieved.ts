import { asObjects } from '../../web/json/narrow.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { storedCompletion } from './stored.ts'
import type { Transform } from '../operation.ts'
import { chatCompletions, type ChatRequest } from './chat-completions.ts'
import { DEFAULT_INSTRUCTIONS, DEFAULT_QUESTION } from '../../assistant/default-conversation.ts'

/**
 * A retrieved chat completion that was never stored. Every such id returns a reply to the same default question, which is
 * also the one in its messages.
 */
export const retrievedChatCompletion: Transform = (answer, context) => {
  const body: ChatRequest = {
    messages: [
      { role: 'developer', content: DEFAULT_INSTRUCTIONS },
      { role: 'user', content: DEFAULT_QUESTION },
    ],
  }
  const random = seededRandom(`chat completion ${JSON.stringify(answer['id'])}`)
  const completion = chatCompletions(answer, { ...context, random, ids: random, body })
  return storedCompletion({ ...answer, ...completion, metadata: answer['metadata'] ?? {} })
}

/** The messages of a stored chat completion, newest first; the document only allows the role `assistant`. */
export const retrievedMessages: Transform = (answer, context) => {
  const [example] = asObjects(answer['data'])
  const completion = context.pathParameters['completion_id'] ?? ''
  const data = [DEFAULT_INSTRUCTIONS, DEFAULT_QUESTION].map((content, index) => ({
    ...example,
    id: `${completion}-${index}`,
    content,
  }))
  return { ...answer, data: data.toReversed() }
}
