import type { Json, JsonObject } from '../web/json/json.ts'
import { asArray, asObject, asObjects, asString } from '../web/json/narrow.ts'
import { readMessage, userMessage } from './conversation/read-messages.ts'
import { readTurn } from './conversation/read-turn.ts'

/**
 * Returns the user's last question, or '' if there is none: without context that the client added, such as tagged blocks
 * and retrieved passages. It is in
 * the messages of chat completions, threads and runs; the items of responses and conversations; the input of speech,
 * embeddings and moderations; or the prompt of completions, images and videos.
 *
 * @param body the request body or form fields
 */
export function promptOf(body: JsonObject): string {
  const { prompt, input } = body
  const text = asString(input) ?? asString(prompt) ?? lastText(prompt) ?? lastText(input)
  if (text !== undefined) {
    return text.includes('<') || text.includes(':') ? readTurn([userMessage(text)]).question : text
  }
  const messages = [
    ...asObjects(asObject(body['thread'])?.['messages']),
    ...asObjects(body['messages']),
    ...asObjects(body['additional_messages']),
    ...asObjects(input),
    ...asObjects(body['items']),
    // When creating a thread message, the body itself is the message.
    ...(body['content'] === undefined ? [] : [body]),
  ]
  const turn = readTurn(messages.map(readMessage))
  return turn.isInstruction ? '' : turn.question
}

/** @returns the last string of a list of prompts or inputs */
function lastText(value: Json | undefined): string | undefined {
  return asString(asArray(value).at(-1))
}
