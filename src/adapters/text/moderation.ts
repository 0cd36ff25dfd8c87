import type { Json, JsonObject } from '../../json/json.ts'
import { objectIn, stringIn } from '../../json/read-json.ts'
import { harmless } from '../harmless.ts'

/**
 * Moderation of what is said, for requests that ask for it (`moderation: { model }`).
 *
 * @param asked what the request has under `moderation`
 * @returns makes the result of one text, nothing of which is flagged; undefined where the request asks for none
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
