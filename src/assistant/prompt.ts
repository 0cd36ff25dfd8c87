import type { Json, JsonObject } from '../web/json/json.ts'
import { listIn, objectIn, objectsIn, stringIn } from '../web/json/narrow.ts'
import { textOf } from './conversation.ts'

/**
 * Returns the last user text of a request, with content parts joined by line breaks, or '' if there is none. It is in
 * the messages of chat completions, threads and runs; the items of responses and conversations; the input of speech,
 * embeddings and moderations; or the prompt of completions, images and videos.
 *
 * @param body the request body or form fields
 */
export function promptOf(body: JsonObject): string {
  const { prompt, input } = body
  const text = stringIn(input) ?? stringIn(prompt) ?? lastText(prompt) ?? lastText(input)
  if (text !== undefined) {
    return text
  }
  const messages = [
    ...objectsIn(objectIn(body['thread'])?.['messages']),
    ...objectsIn(body['messages']),
    ...objectsIn(body['additional_messages']),
    ...objectsIn(input),
    ...objectsIn(body['items']),
    // When creating a thread message, the body itself is the message.
    ...(body['content'] === undefined ? [] : [body]),
  ]
  return textOf(messages.findLast(({ role }) => role === 'user')?.['content'])
}

/** @returns the last string of a list of prompts or inputs */
function lastText(value: Json | undefined): string | undefined {
  return stringIn(listIn(value).at(-1))
}
