import { objectIn, objectsIn, stringIn } from '../read-json.ts'
import { textOf } from './conversation.ts'
import type { JsonObject } from '../../catalogue/types.ts'

/**
 * @param body of a request, or the fields of its form
 * @returns the last user text, whatever the endpoint calls it, its content parts joined: of the messages of chat
 *   completions, threads and runs, of the input of responses and speech, or the prompt of completions, images and videos;
 *   empty where there is none
 */
export function promptOf(body: JsonObject): string {
  const { prompt, input, content } = body
  if (typeof prompt === 'string' || typeof input === 'string') {
    return stringIn(input) ?? stringIn(prompt) ?? ''
  }
  const messages = [
    ...objectsIn(objectIn(body['thread'])?.['messages']),
    ...objectsIn(body['messages']),
    ...objectsIn(body['additional_messages']),
    ...objectsIn(input),
    ...objectsIn(body['items']),
  ]
  const last = messages.findLast(({ role }) => role === 'user')
  return textOf(last?.['content'] ?? content)
}
