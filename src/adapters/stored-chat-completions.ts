import type { Json } from '../json/json.ts'
import { objectsIn } from '../json/read-json.ts'
import { seededRandom } from '../openai/seeded-random.ts'
import type { Adapter } from './adapter.ts'
import { chatCompletions } from './chat-completions.ts'
import { STORED_INSTRUCTIONS, STORED_QUESTION } from './text/stored-question.ts'

/**
 * A chat completion that is asked for again: the mock keeps none, so it is the answer to the same question whatever its
 * id, and the one that its messages ask.
 */
export const storedChatCompletion: Adapter = (answer, context) => {
  const messages: Json[] = [
    { role: 'developer', content: STORED_INSTRUCTIONS },
    { role: 'user', content: STORED_QUESTION },
  ]
  const random = seededRandom(`chat completion ${JSON.stringify(answer['id'])}`)
  return chatCompletions(answer, { ...context, random, body: { messages } })
}

/** The messages of a stored chat completion, newest first; the document lets them have no role but `assistant`. */
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
