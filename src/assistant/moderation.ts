import type { Json, JsonObject } from '../web/json/json.ts'
import { objectIn, stringIn } from '../web/json/narrow.ts'
import { harmless } from '../openai/moderation-result.ts'

/**
 * Returns a function that moderates a text and flags nothing; undefined if the request does not ask for moderation.
 *
 * @param asked the request's `moderation`: `{ model }`
 */
export function moderatorOf(asked: Json | undefined): ((text: string) => JsonObject) | undefined {
  const model = stringIn(objectIn(asked)?.['model'])
  return model === undefined
    ? undefined
    : (text) => ({
        type: 'moderation_result',
        model,
        ...harmless({ input: text, kinds: ['text'], model }),
      })
}
