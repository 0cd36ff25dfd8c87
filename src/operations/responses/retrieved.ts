import type { Json, JsonObject } from '../../web/json/json.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { Adapter, AdapterContext } from '../operation.ts'
import { itemIdentifier } from './items/item-ids.ts'
import { responses } from './responses.ts'
import { STORED_INSTRUCTIONS, STORED_QUESTION } from '../../assistant/default-conversation.ts'

/**
 * A retrieved response. The mock stores none, so every id returns a reply to the same default question, which is also
 * the one in its input items.
 */
export const storedResponse: Adapter = (answer, context) => {
  const { id = '', model = '' } = answer
  const random = seededRandom(`response ${JSON.stringify(id)}`)
  return { ...responses(answer, { ...context, random, body: asked(context) }), id, model }
}

/** A cancelled response: its id without output or usage. */
export const cancelledResponse: Adapter = (answer, { pathParameters }) => {
  const { usage: _, ...known } = answer
  const id = pathParameters['response_id'] ?? answer['id'] ?? ''
  return { ...known, id, status: 'cancelled', background: true, completed_at: null, output: [] }
}

/** The input items of a stored response, newest first: the user's question and the instructions. */
export const storedInput: Adapter = (answer, context) => {
  const random = seededRandom(`input ${JSON.stringify(context.pathParameters)}`)
  const question = messageItem('user', STORED_QUESTION, random)
  return { ...answer, data: [question, messageItem('developer', STORED_INSTRUCTIONS, random)] }
}

/** The items of a conversation: the user's question and the reply, newest first. */
export const storedConversation: Adapter = (answer, context) => {
  const random = seededRandom(`conversation ${JSON.stringify(context.pathParameters)}`)
  const question = messageItem('user', STORED_QUESTION, random)
  const { output } = responses({}, { ...context, random, body: asked(context) })
  const answered = Array.isArray(output) ? output.toReversed() : []
  return { ...answer, data: [...answered, question] }
}

function asked({ query }: AdapterContext): JsonObject {
  const include: Json[] = [...query.getAll('include'), ...query.getAll('include[]')]
  const input: Json[] = [
    { role: 'developer', content: STORED_INSTRUCTIONS },
    { role: 'user', content: STORED_QUESTION },
  ]
  return { input, include }
}

function messageItem(role: string, text: string, random: AdapterContext['random']): JsonObject {
  return {
    type: 'message',
    id: itemIdentifier('msg_', random),
    status: 'completed',
    role,
    content: [{ type: 'input_text', text }],
  }
}
