import type { ApiErrorData } from '../../openai/errors.ts'
import { toAsciiJson } from './ascii-json.ts'

/** Maximum length of a quoted message. */
const MAX_MESSAGE_LENGTH = 500

/**
 * Explains why a request was refused before its patches were matched, for the header `x-mock-explanation`.
 *
 * @param error the API error that ended the request
 * @param request undefined if the request could not be read
 * @returns compact JSON in printable ASCII, or undefined if the request does not ask for an explanation
 */
export function explainRefusal(
  { message, param, code }: Pick<ApiErrorData, 'message' | 'param' | 'code'>,
  request: { headers: Headers; namespace: string } | undefined,
): string | undefined {
  return request?.headers.get('x-mock-explain') === '1'
    ? toAsciiJson({
        namespace: request.namespace,
        refusal: { message: message.slice(0, MAX_MESSAGE_LENGTH), param, code },
      })
    : undefined
}
