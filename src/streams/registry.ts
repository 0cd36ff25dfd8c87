import { chatCompletionEvents } from './chat-completions.ts'
import { completionEvents } from './completions.ts'
import { isYes, type Projection, type StreamRequest } from './projection.ts'
import { responseEvents } from './responses.ts'
import { runEvents } from './runs.ts'

/** The projection of each operation that streams, by `operationId`. */
export const PROJECTIONS: Readonly<Record<string, Projection>> = {
  createChatCompletion: chatCompletionEvents,
  createCompletion: completionEvents,
  createResponse: responseEvents,
  beta_createResponse: responseEvents,
  getResponse: responseEvents,
  beta_getResponse: responseEvents,
  createRun: runEvents,
  createThreadAndRun: runEvents,
  submitToolOuputsToRun: runEvents,
}

/**
 * What streams is decided by the request's own parameter, whatever its `Accept` header says: SDKs send
 * `application/json` with `stream: true`.
 */
export function wantsStream({ body, query }: StreamRequest): boolean {
  return isYes(body['stream']) || isYes(query.get('stream') ?? undefined)
}
