import type { Reason } from '../assistant/explain.ts'
import type { ApiError } from '../openai/errors.ts'
import { explainMatching } from '../patches/explain/explain-header.ts'
import { explainRefusal } from '../patches/explain/explain-refusal.ts'
import type { MatchInputs } from '../patches/resolve-patches.ts'
import type { RequestContext } from '../request/request-context.ts'

type ExplainedRequest = Pick<RequestContext, 'headers' | 'namespace'>

/**
 * Explains an answer, for the header `x-mock-explanation`.
 *
 * @param reasons finds the reasons for a generated reply
 * @returns undefined unless the request asks for it (`X-Mock-Explain: 1`)
 */
export function explainAnswer(
  { headers }: ExplainedRequest,
  matching: MatchInputs,
  reasons: () => readonly Reason[],
): string | undefined {
  return isRequested(headers) ? explainMatching(matching.view, matching, { reasons: reasons() }) : undefined
}

/**
 * Explains an API error, for the header `x-mock-explanation`.
 *
 * @param request undefined if the request could not be read
 * @param matching undefined if the error ended the request before its patches were matched
 * @returns undefined unless the request asks for it (`X-Mock-Explain: 1`)
 */
export function explainRefused(
  error: ApiError,
  request: ExplainedRequest | undefined,
  matching: MatchInputs | undefined,
): string | undefined {
  if (request === undefined || !isRequested(request.headers)) {
    return undefined
  }
  return matching === undefined
    ? explainRefusal(error, request.namespace)
    : explainMatching(matching.view, matching, { refusal: error })
}

function isRequested(headers: Headers): boolean {
  return headers.get('x-mock-explain') === '1'
}
