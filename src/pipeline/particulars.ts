import { notFound } from '../openai/not-found.ts'
import { rateLimitHeaders } from '../openai/rate-limits.ts'
import type { MockedAnswer } from './mock.ts'
import type { Routed } from './route.ts'

/**
 * Adds what no document can say of an answer: which id was not found, and what is left of the rate limits.
 *
 * @param answer what was mocked; it is left as it was
 * @param routed the request's operation and the ids in its path
 * @param isChosen true for an error that the request or a patch asks for by name, which stays as it is
 */
export function withParticulars(
  answer: MockedAnswer,
  { route, pathParameters }: Routed,
  isChosen: boolean,
): MockedAnswer {
  const { status } = answer
  const error = status === 404 && !isChosen ? notFound(pathParameters) : undefined
  const body = error ?? answer.body
  return { ...answer, body, headers: { ...rateLimitHeaders({ route, status, body }), ...answer.headers } }
}
