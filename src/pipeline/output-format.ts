import type { MockedAnswer } from '../answer/answer.ts'
import type { OutputFormat } from '../operations/operation.ts'
import type { JsonObject } from '../web/json/json.ts'
import { asObject } from '../web/json/narrow.ts'
import { withBinaryBody } from '../answer/with-binary-body.ts'

/**
 * Converts a response to the requested format if that is not JSON. Runs after patches, so they apply to every format.
 *
 * @param answer the patched response (not mutated)
 * @param body the request body
 * @param outputFormat the operation's formats other than JSON, if any
 */
export function toOutputFormat(
  answer: MockedAnswer,
  body: JsonObject,
  outputFormat: OutputFormat | undefined,
): MockedAnswer {
  const jsonBody = answer.status < 300 ? asObject(answer.body) : undefined
  const converted = jsonBody && outputFormat?.(jsonBody, body)
  return converted === undefined ? answer : withBinaryBody(answer, converted)
}
