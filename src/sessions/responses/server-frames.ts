import type { MockedAnswer } from '../../answer/answer.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import type { SessionError } from '../session.ts'

/** Headers of an error response that its frame contains. */
const ERROR_HEADERS = /^(?:retry-after|x-ratelimit-|x-request-id|x-mock-)/

/** @returns the frame for an error response */
export function failureFrame(answer: MockedAnswer, id: string | undefined): JsonObject {
  const {
    type = 'server_error',
    code = null,
    message = '',
    param = null,
  } = asObject(asObject(answer.body)?.['error']) ?? {}
  const headers = Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => ERROR_HEADERS.test(name)),
  )
  return {
    type: 'error',
    status: answer.status,
    ...(id !== undefined && { stream_id: id }),
    error: { type, code, message, param },
    ...(Object.keys(headers).length > 0 && { headers }),
  }
}

/** @returns the frame for an invalid frame of the client */
export function errorFrame(
  { type = 'invalid_request_error', code, message, param = null }: SessionError,
  { streamId, status = 400 }: { streamId?: string | undefined; status?: number } = {},
): JsonObject {
  const error = { type, code, message, param }
  return { type: 'error', status, ...(streamId !== undefined && { stream_id: streamId }), error }
}

/** @returns the events of a request that only prepares the connection */
export function warmUpEvents(answer: JsonObject): JsonObject[] {
  const { usage: _, ...known } = answer
  const response = { ...known, output: [] }
  const opening = { ...response, status: 'in_progress', completed_at: null }
  const usage = {
    input_tokens: 0,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: 0,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 0,
  }
  return [
    { type: 'response.created', response: opening, sequence_number: 0 },
    {
      type: 'response.completed',
      response: { ...response, status: 'completed', usage },
      sequence_number: 1,
    },
  ]
}
