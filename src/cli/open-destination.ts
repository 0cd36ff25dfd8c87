import type { Place } from './arguments.ts'
import { controlApi } from './http-destination.ts'
import { kvNamespace } from './kv-destination.ts'
import type { Destination } from './destination.ts'

/** Returns the running mock or the KV namespace that the command line names. */
export function destinationAt(place: Place): Destination {
  return place.kind === 'url' ? controlApi(place.url) : kvNamespace(place)
}
