import type { MockedAnswer, BinaryResponse } from '../answer/answer.ts'
import { transcriptText } from '../operations/audio/transcript-formats.ts'
import type { JsonObject } from '../web/json/json.ts'
import { asObject } from '../web/json/narrow.ts'
import { withBinaryBody } from '../answer/with-binary-body.ts'

/** Output formats other than JSON, by `operationId`. */
const OUTPUT_FORMATS: ReadonlyMap<
  string,
  (answer: JsonObject, body: JsonObject) => BinaryResponse | undefined
> = new Map([
  ['createTranscription', transcriptText],
  ['createTranslation', transcriptText],
])

/**
 * Converts a response to the requested format if that is not JSON. Runs after patches, so they apply to every format.
 *
 * @param answer the patched response (not mutated)
 * @param body the request body
 */
export function toOutputFormat(answer: MockedAnswer, operationId: string, body: JsonObject): MockedAnswer {
  const jsonBody = answer.status < 300 ? asObject(answer.body) : undefined
  const converted = jsonBody && OUTPUT_FORMATS.get(operationId)?.(jsonBody, body)
  return converted === undefined ? answer : withBinaryBody(answer, converted)
}
