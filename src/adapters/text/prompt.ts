import type { Json, JsonObject } from '../../json/json.ts'
import { listIn, objectIn, objectsIn, stringIn } from '../../json/read-json.ts'
import { textOf } from './conversation.ts'

/**
 * @param body of a request, or the fields of its form
 * @returns the last user text, whatever the endpoint calls it, its content parts joined by line breaks: of the messages of
 *   chat completions, threads and runs, of the items of responses and conversations, the input of speech, embeddings and
 *   moderations, or the prompt of completions, images and videos; empty where there is none
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
    // A message of a thread is a body by itself.
    ...(body['content'] === undefined ? [] : [body]),
  ]
  return textOf(messages.findLast(({ role }) => role === 'user')?.['content'])
}

/** Of several prompts or inputs, which are texts, the last one. */
function lastText(value: Json | undefined): string | undefined {
  return stringIn(listIn(value).at(-1))
}
