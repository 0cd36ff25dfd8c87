import type { JsonObject } from '../web/json/json.ts'
import { unflagged } from '../openai/moderation-result.ts'

/** Returns a function that moderates a text with the request's model and flags nothing. */
export function createModerator({ model }: { model: string }): (text: string) => JsonObject {
  return (text) => ({
    type: 'moderation_result',
    model,
    ...unflagged({ input: text, kinds: ['text'], model }),
  })
}
