import type { JsonObject } from '../../web/json/json.ts'
import type { ToEvents } from './stream-types.ts'

/**
 * Streams sample events, for operations that the document only describes.
 *
 * @param events one sample of each event type that the document declares for the operation
 */
export function sampledEvents(events: readonly JsonObject[]): ToEvents {
  return function* () {
    for (const data of events) {
      yield { ...(typeof data['type'] === 'string' && { event: data['type'] }), data }
    }
  }
}
