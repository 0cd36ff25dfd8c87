import type { Json, JsonObject } from '../web/json/json.ts'
import { asObject, asString } from '../web/json/narrow.ts'
import { unflagged } from '../openai/moderation-result.ts'

/**
 * Returns a function that moderates a text and flags nothing; undefined if the request does not ask for moderation.
 *
 * @param moderation the request's `moderation`: `{ model }`
 */
export function createModerator(moderation: Json | undefined): ((text: string) => JsonObject) | undefined {
  const model = asString(asObject(moderation)?.['model'])
  return model === undefined
    ? undefined
    : (text) => ({
        type: 'moderation_result',
        model,
        ...unflagged({ input: text, kinds: ['text'], model }),
      })
}
