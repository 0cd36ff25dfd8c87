import type { Media } from '../adapters/media.ts'
import { transcriptText } from '../adapters/transcript-text.ts'
import type { JsonObject } from '../json/json.ts'
import { objectIn } from '../json/read-json.ts'
import type { MockedAnswer } from './mock.ts'
import { withMedia } from './with-media.ts'

/** Operations whose finished JSON is written in another form when that is asked for, by `operationId`. */
const WRITERS: ReadonlyMap<string, (answer: JsonObject, body: JsonObject) => Media | undefined> = new Map([
  ['createTranscription', transcriptText],
  ['createTranslation', transcriptText],
])

/**
 * Writes a finished answer in the form that was asked for, when that is not JSON. It comes after the patches, so that
 * what they change is changed in every form.
 *
 * @param answer finished and patched; it is left as it was
 * @param operationId whose answer it is
 * @param body of the request
 */
export function write(answer: MockedAnswer, operationId: string, body: JsonObject): MockedAnswer {
  const finished = answer.status < 300 ? objectIn(answer.body) : undefined
  const media = finished && WRITERS.get(operationId)?.(finished, body)
  return media === undefined ? answer : withMedia(answer, media)
}
