import type { JsonObject } from '../../web/json/json.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { Transform, TransformContext } from '../operation.ts'
import { inputTextPart } from '../../assistant/conversation/read-messages.ts'
import { newItemId } from './items/item-ids.ts'
import type { ResponseRequest } from './response-request.ts'
import { asUnfinished } from './unfinished.ts'
import { responses } from './responses.ts'
import { DEFAULT_INSTRUCTIONS, DEFAULT_QUESTION } from '../../assistant/default-conversation.ts'

/**
 * A retrieved response that was never created. Every such id returns a reply to the same default question, which is also
 * the one in its input items.
 */
export const retrievedResponse: Transform = (answer, context) => {
  const { id = '', model = '' } = answer
  const random = seededRandom(`response ${JSON.stringify(id)}`)
  // The members of the newest version: the document requires some that recordings of the example's model lack.
  const retrieved = responses(
    { ...answer, model: '' },
    { ...context, random, ids: random, body: defaultRequest(context) },
  )
  return { ...retrieved, id, model }
}

/** A cancelled response: its id without output or usage. */
export const cancelledResponse: Transform = (answer, context) => {
  const { pathParameters } = context
  const id = pathParameters['response_id'] ?? answer['id'] ?? ''
  const created = retrievedResponse(answer, context)
  return { ...asUnfinished(created), id, status: 'cancelled', background: true }
}

/** The input items of a stored response, newest first: the user's question and the instructions. */
export const retrievedInputItems: Transform = (answer, context) => {
  const random = seededRandom(`input ${JSON.stringify(context.pathParameters)}`)
  const question = messageItem('user', DEFAULT_QUESTION, random)
  return { ...answer, data: [question, messageItem('developer', DEFAULT_INSTRUCTIONS, random)] }
}

/** The items of a conversation: the user's question and the reply, newest first. */
export const retrievedConversationItems: Transform = (answer, context) => {
  const random = seededRandom(`conversation ${JSON.stringify(context.pathParameters)}`)
  const question = messageItem('user', DEFAULT_QUESTION, random)
  const { output } = responses({}, { ...context, random, ids: random, body: defaultRequest(context) })
  const replyItems = Array.isArray(output) ? output.toReversed() : []
  return { ...answer, data: [...replyItems, question] }
}

function defaultRequest({ query }: TransformContext): ResponseRequest {
  return {
    input: [
      { role: 'developer', content: DEFAULT_INSTRUCTIONS },
      { role: 'user', content: DEFAULT_QUESTION },
    ],
    include: [...query.getAll('include'), ...query.getAll('include[]')],
  }
}

function messageItem(role: string, text: string, random: TransformContext['random']): JsonObject {
  return {
    type: 'message',
    id: newItemId('msg_', random),
    status: 'completed',
    role,
    content: [inputTextPart(text)],
  }
}
