import { apiError } from '../../../openai/errors.ts'
import type { Kept } from '../../../state/kept.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../../web/json/narrow.ts'
import { CONVERSATIONS, itemsOfConversation } from '../../conversations/conversation-items.ts'
import type { StateRequest } from '../../state/behavior.ts'
import { goneError } from '../../state/lookup.ts'
import { settleResponse } from './background.ts'
import { resolveReferences } from './output-items.ts'
import { inputPlace, responsePlace } from './response-families.ts'
import { isUnstoredId } from './unstored-id.ts'

/** Earlier responses that count as the history of one. */
const MAX_CHAIN = 1000

/** The parts of a request that its history depends on. */
export type HistoryRequest = Pick<StateRequest, 'store' | 'isStrict' | 'body' | 'now'>

/**
 * Adds everything that was said before to a request that continues a conversation or a response.
 *
 * @returns the body with all items as its input, or undefined if the request does not depend on kept objects
 * @throws {import('../../../openai/errors.ts').ApiError} 404 or 400 if what it continues was deleted
 */
export function withHistory(request: HistoryRequest): JsonObject | undefined {
  const { store, isStrict, body } = request
  const history = historyOf(request)
  const own = inputOf(body)
  const input = resolveReferences(own, { store, isStrict, near: history })
  return history.length === 0 && input === own ? undefined : { ...body, input: [...history, ...input] }
}

/** @returns the items of a request's own input; a text is a message of the user */
export function inputOf({ input }: JsonObject): JsonObject[] {
  return typeof input === 'string' ? [{ role: 'user', content: input }] : asObjects(input)
}

/** @returns the id of the conversation that a request belongs to */
export function conversationOf({ conversation }: JsonObject): string | undefined {
  return asString(conversation) ?? asString(asObject(conversation)?.['id'])
}

/** @returns input and output items from before the request, oldest first */
function historyOf(request: HistoryRequest): JsonObject[] {
  const { store, isStrict, body } = request
  const conversation = conversationOf(body)
  const said: JsonObject[] = []
  if (conversation !== undefined) {
    const kept = store.find({ family: CONVERSATIONS, parent: '', id: conversation })
    if (kept === undefined ? isStrict : kept.gone) {
      throw goneError({ conversation_id: conversation }, 'conversation_id')
    }
    said.push(...itemsOfConversation(store, conversation))
  }
  const previous = asString(body['previous_response_id'])
  return previous === undefined ? said : [...said, ...chainOf(request, previous)]
}

/** @returns the items of a response and of those it continues, oldest first */
function chainOf({ store, isStrict, now }: HistoryRequest, last: string): JsonObject[] {
  const kept = store.find(responsePlace(last))
  if (kept === undefined ? isStrict || isUnstoredId(last) : kept.gone) {
    throw apiError(400, `Previous response with id '${last}' not found.`, {
      param: 'previous_response_id',
      code: 'previous_response_not_found',
    })
  }
  const chain = new Map<string, JsonObject[]>()
  let link: Kept | undefined = kept
  while (link !== undefined && chain.size < MAX_CHAIN && !chain.has(link.id)) {
    const { output, previous_response_id: previous } = settleResponse(store, link, now)
    chain.set(link.id, [...keptInput(store, link.id), ...asObjects(output)])
    link = typeof previous === 'string' ? store.get(responsePlace(previous)) : undefined
  }
  return [...chain.values()].toReversed().flat()
}

/** @returns the input items of a kept response, oldest first */
export function keptInput(store: HistoryRequest['store'], responseId: string): JsonObject[] {
  return asObjects(store.get(inputPlace(responseId))?.body['data'])
}
