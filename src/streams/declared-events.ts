import type { JsonObject } from '../json/json.ts'
import type { Projection } from './projection.ts'

/**
 * @param events one of each kind that an operation's document declares
 * @returns a projection that tells them as they are, for streams that are described and no more
 */
export function declaredEvents(events: readonly JsonObject[]): Projection {
  return function* () {
    for (const data of events) {
      yield { ...(typeof data['type'] === 'string' && { event: data['type'] }), data }
    }
  }
}
