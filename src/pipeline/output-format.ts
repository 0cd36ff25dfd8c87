import type { MockedAnswer } from '../answer/answer.ts'
import type { Call } from '../request/call.ts'
import type { OutputFormat } from '../operations/operation.ts'
import { asObject } from '../web/json/narrow.ts'
import { withBinaryBody } from '../answer/with-binary-body.ts'

/**
 * Converts a response to the requested format if that is not JSON. Runs after patches, so they apply to every format.
 *
 * @param answer the patched response (not mutated)
 * @param outputFormat the operation's formats other than JSON, if any
 */
export function toOutputFormat(
  answer: MockedAnswer,
  request: Pick<Call, 'operation' | 'body'>,
  outputFormat: OutputFormat | undefined,
): MockedAnswer {
  const jsonBody = answer.status < 300 ? asObject(answer.body) : undefined
  const converted = jsonBody && outputFormat?.(jsonBody, request)
  return converted === undefined ? answer : withBinaryBody(answer, converted)
}
