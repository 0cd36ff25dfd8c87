import type { MockedAnswer } from '../answer/answer.ts'
import { notFound } from '../openai/not-found.ts'
import { operationRow } from '../operations/registry.ts'
import { rateLimitHeaders } from '../openai/rate-limits.ts'
import type { Call } from '../request/call.ts'

/**
 * Adds rate limit headers, and the id that was not found to a 404.
 *
 * @param answer the mocked response (not mutated)
 * @param isFixed whether the request or a patch selected the response by name, so that its body must not change
 */
export function finalizeAnswer(
  answer: MockedAnswer,
  { route, pathParameters }: Pick<Call, 'route' | 'pathParameters'>,
  isFixed: boolean,
): MockedAnswer {
  const { status } = answer
  const error = status === 404 && !isFixed ? notFound(pathParameters) : undefined
  const body = error ?? answer.body
  const isRateLimited = operationRow(route.id)?.isRateLimited === true
  return {
    ...answer,
    body,
    headers: { ...rateLimitHeaders({ isRateLimited, status, body }), ...answer.headers },
  }
}
