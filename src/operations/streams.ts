import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { OperationRoute } from '../catalogue/contract.ts'
import { operationRow } from './registry.ts'
import { sampledEvents } from './streaming/sampled-events.ts'
import { isTrue, type StreamRequest, type ToEvents } from './streaming/stream-types.ts'

/** @returns the function that creates an operation's stream events, or undefined if it does not stream */
export function toEventsOf({
  route,
  events,
}: Pick<CataloguedOperation, 'route' | 'events'>): ToEvents | undefined {
  return operationRow(route.id)?.stream ?? (events.length > 0 ? sampledEvents(events) : undefined)
}

/** @returns whether an operation supports streaming */
export function supportsStreaming({ id, streams: declared }: OperationRoute): boolean {
  return operationRow(id)?.stream !== undefined || declared === true
}

/**
 * Whether the request asks for a stream. Only its parameters decide: SDKs send `Accept: application/json` with
 * `stream: true`.
 */
export function wantsStream({ body, query }: Pick<StreamRequest, 'body' | 'query'>): boolean {
  return isTrue(body['stream']) || body['stream_format'] === 'sse' || isTrue(query.get('stream') ?? undefined)
}
