import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { OperationRoute } from '../catalogue/types.ts'
import { chatCompletionEvents } from './chat-completions.ts'
import { completionEvents } from './completions.ts'
import { declaredEvents } from './declared-events.ts'
import { imageEditEvents, imageGenerationEvents } from './images.ts'
import type { ProjectedOperation } from './projected-operations.ts'
import { isYes, type Projection, type StreamRequest } from './projection.ts'
import { responseEvents } from './responses.ts'
import { runEvents } from './runs.ts'
import { speechEvents } from './speech.ts'
import { transcriptionEvents } from './transcriptions.ts'

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
