import type { StreamEvent } from '../../web/sse/event.ts'
import type { JsonObject } from '../../web/json/json.ts'

/** @returns an event that is named like its `type` */
export function typedEvent(data: JsonObject & { type: string }): StreamEvent {
  return { event: data.type, data }
}
