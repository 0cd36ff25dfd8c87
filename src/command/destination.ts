import type { Place } from './arguments.ts'
import { controlApi } from './control-api.ts'
import { kvNamespace } from './wrangler.ts'

/** Where documents are read and written. */
export interface Destination {
  /**
   * @returns the namespace's document
   * @throws {CommandError} when it has none, or it cannot be read
   */
  get(namespace: string): Promise<string>
  /**
   * @param text JSON of a patch document
   * @param ifMatch the ETag of what may be replaced
   * @throws {CommandError} when it cannot be written
   */
  put(namespace: string, text: string, ifMatch?: string): Promise<void>
  /** @throws {CommandError} when it cannot be removed */
  remove(namespace: string): Promise<void>
  /** @throws {CommandError} when they cannot be listed */
  list(): Promise<string[]>
}

/** @returns the running mock, or the KV namespace, that a command line names */
export function destinationAt(place: Place): Destination {
  return place.kind === 'url' ? controlApi(place.url) : kvNamespace(place)
}
