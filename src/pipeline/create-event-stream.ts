import type { MockedAnswer } from '../answer/answer.ts'
import type { EventStream } from '../answer/event-stream.ts'
import { operationRow } from '../operations/registry.ts'
import { envelopeEvents } from '../operations/streaming/error-event.ts'
import { createDelays, createSplitter } from '../operations/streaming/pace.ts'
import { toEventsOf, wantsStream } from '../operations/streams.ts'
import type { PatchFields } from '../patches/apply/combine-patches.ts'
import type { Call } from '../request/call.ts'
import { toBase64 } from '../web/bytes/base64.ts'
import { isBytes } from '../web/bytes/bytes.ts'
import type { JsonObject } from '../web/json/json.ts'
import { asObject } from '../web/json/narrow.ts'

/** The data of a call that its stream depends on. */
type StreamedCall = Pick<Call, 'operation' | 'body' | 'query' | 'streamSettings' | 'budget'>

/** The fields of the combined patches, and the body in place of the request's, if kept objects add to it. */
interface StreamOptions extends Pick<PatchFields, 'reply' | 'stream'> {
  body: JsonObject | undefined
  /** Current time, in seconds since 1970. */
  now: number
}

/**
 * Creates the stream of events if the request asks for it and the operation supports it. Errors are never streamed.
 *
 * @param answer the final, patched response
 * @param options the request takes precedence over the stream settings of patches
 */
export function createEventStream(
  { operation, body, query, streamSettings, budget }: StreamedCall,
  answer: MockedAnswer,
  { reply, stream, now, body: whole = body }: StreamOptions,
): EventStream | undefined {
  const toEvents = toEventsOf(operation)
  const row = operationRow(operation.route.id)
  const onlyStreams = answer.body === undefined && row?.stream === undefined && operation.events.length > 0
  if (toEvents === undefined || answer.status >= 300 || !(onlyStreams || wantsStream({ body, query }))) {
    return undefined
  }
  if (row?.ignoresStream?.(body) === true) {
    return undefined
  }
  const finalBody = onlyStreams ? {} : bodyToStream(answer.body)
  if (finalBody === undefined) {
    return undefined
  }
  const settings = { ...stream, ...streamSettings }
  return {
    events: toEvents(finalBody, {
      operation,
      body: whole,
      query,
      budget,
      now,
      ...(reply && { reply }),
      split: createSplitter(settings),
    }),
    waits: createDelays(settings, () => JSON.stringify(body)),
    errorEvents: row?.errorEvents ?? envelopeEvents,
  }
}

/** @returns the body as an object; binary content is its member `content`, in base64 */
function bodyToStream(body: unknown): JsonObject | undefined {
  const content = isBytes(body) ? toBase64(body) : body
  return typeof content === 'string' ? { content } : asObject(content)
}
