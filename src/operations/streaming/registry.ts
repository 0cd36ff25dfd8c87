import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { OperationRoute } from '../../catalogue/contract.ts'
import { chatCompletionEvents } from '../chat/stream.ts'
import { completionEvents } from '../completions/stream.ts'
import { declaredEvents } from './sampled-events.ts'
import { imageEditEvents, imageGenerationEvents } from '../images/stream.ts'
import type { ProjectedOperation } from './streaming-operation-ids.ts'
import { isYes, type Projection, type StreamRequest } from './stream-types.ts'
import { responseEvents } from '../responses/stream.ts'
import { runEvents } from '../assistants/stream.ts'
import { speechEvents } from '../audio/speech-stream.ts'
import { transcriptionEvents } from '../audio/transcription-stream.ts'

const projections: Record<ProjectedOperation, Projection> = {
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
export const PROJECTIONS: ReadonlyMap<string, Projection> = new Map(Object.entries(projections))

/** @returns the function that creates an operation's stream events, or undefined if it does not stream */
export function projectionOf({
  route,
  events,
}: Pick<CataloguedOperation, 'route' | 'events'>): Projection | undefined {
  return PROJECTIONS.get(route.id) ?? (events.length > 0 ? declaredEvents(events) : undefined)
}

/** @returns whether an operation supports streaming */
export function streams({ id, streams: declared }: OperationRoute): boolean {
  return PROJECTIONS.has(id) || declared === true
}

/**
 * Whether the request asks for a stream. Only its parameters decide: SDKs send `Accept: application/json` with
 * `stream: true`.
 */
export function wantsStream({ body, query }: Pick<StreamRequest, 'body' | 'query'>): boolean {
  return isYes(body['stream']) || body['stream_format'] === 'sse' || isYes(query.get('stream') ?? undefined)
}
