import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { OperationRoute } from '../../catalogue/contract.ts'
import { chatCompletionEvents } from '../chat/stream.ts'
import { completionEvents } from '../completions/stream.ts'
import { sampledEvents } from './sampled-events.ts'
import { imageEditEvents, imageGenerationEvents } from '../images/stream.ts'
import type { StreamingOperationId } from './streaming-operation-ids.ts'
import { isTrue, type ToEvents, type StreamRequest } from './stream-types.ts'
import { responseEvents } from '../responses/stream.ts'
import { runEvents } from '../assistants/stream.ts'
import { speechEvents } from '../audio/speech-stream.ts'
import { transcriptionEvents } from '../audio/transcription-stream.ts'

const eventsByOperation: Record<StreamingOperationId, ToEvents> = {
  createChatCompletion: chatCompletionEvents,
  createCompletion: completionEvents,
  createResponse: responseEvents,
  beta_createResponse: responseEvents,
  getResponse: responseEvents,
  beta_getResponse: responseEvents,
  createRun: runEvents,
  createThreadAndRun: runEvents,
  submitToolOuputsToRun: runEvents,
  createImage: imageGenerationEvents,
  createImageEdit: imageEditEvents,
  createSpeech: speechEvents,
  createTranscription: transcriptionEvents,
}

/** Stream events of operations that have code for them, by `operationId`. */
export const EVENTS_BY_OPERATION: ReadonlyMap<string, ToEvents> = new Map(Object.entries(eventsByOperation))

/** @returns the function that creates an operation's stream events, or undefined if it does not stream */
export function toEventsOf({
  route,
  events,
}: Pick<CataloguedOperation, 'route' | 'events'>): ToEvents | undefined {
  return EVENTS_BY_OPERATION.get(route.id) ?? (events.length > 0 ? sampledEvents(events) : undefined)
}

/** @returns whether an operation supports streaming */
export function supportsStreaming({ id, streams: declared }: OperationRoute): boolean {
  return EVENTS_BY_OPERATION.has(id) || declared === true
}

/**
 * Whether the request asks for a stream. Only its parameters decide: SDKs send `Accept: application/json` with
 * `stream: true`.
 */
export function wantsStream({ body, query }: Pick<StreamRequest, 'body' | 'query'>): boolean {
  return isTrue(body['stream']) || body['stream_format'] === 'sse' || isTrue(query.get('stream') ?? undefined)
}
