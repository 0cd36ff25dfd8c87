import type { DestinationSpec } from './arguments.ts'
import { httpDestination } from './http-destination.ts'
import { kvDestination } from './kv-destination.ts'
import type { Destination } from './destination.ts'

/** Returns the running mock or the KV namespace that the command line names. */
export function createDestination(spec: DestinationSpec): Destination {
  return spec.kind === 'url' ? httpDestination(spec.url) : kvDestination(spec)
}
