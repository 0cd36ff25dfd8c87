import type { Media } from '../adapters/media.ts'
import { transcriptText } from '../adapters/transcript-text.ts'
import type { JsonObject } from '../json/json.ts'
import { objectIn } from '../json/read-json.ts'
import type { MockedAnswer } from './mock.ts'
import { withMedia } from './with-media.ts'

/** Output formats other than JSON, by `operationId`. */
const WRITERS: ReadonlyMap<string, (answer: JsonObject, body: JsonObject) => Media | undefined> = new Map([
  ['createTranscription', transcriptText],
  ['createTranslation', transcriptText],
])

/**
 * Converts a response to the requested format if that is not JSON. Runs after patches, so they apply to every format.
 *
 * @param answer the patched response (not mutated)
 * @param body the request body
 */
export function write(answer: MockedAnswer, operationId: string, body: JsonObject): MockedAnswer {
  const finished = answer.status < 300 ? objectIn(answer.body) : undefined
  const media = finished && WRITERS.get(operationId)?.(finished, body)
  return media === undefined ? answer : withMedia(answer, media)
}
