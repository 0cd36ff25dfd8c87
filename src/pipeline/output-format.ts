import type { MockedAnswer, Media } from '../answer/answer.ts'
import { transcriptText } from '../operations/audio/transcript-formats.ts'
import type { JsonObject } from '../web/json/json.ts'
import { objectIn } from '../web/json/narrow.ts'
import { withMedia } from '../answer/with-binary-body.ts'

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
