import { encodeEvent } from '../../web/sse/encode.ts'
import type { Journal } from '../journal.ts'
import { toEntry } from './entry.ts'

/** Number of entries that wait for a slow client; further ones are dropped. */
const MAX_WAITING_ENTRIES = 1000

/**
 * Returns a stream of server-sent events with the requests of a namespace as they end. The first part is a comment,
 * which is sent at once.
 */
export function liveFeed(journal: Journal, namespace: string): ReadableStream<Uint8Array> {
  let unsubscribe = (): void => {}
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const enqueue = (part: Parameters<typeof encodeEvent>[0]): void => {
        for (const piece of encodeEvent(part)) {
          controller.enqueue(piece)
        }
      }
      enqueue({ comment: `requests of namespace ${namespace}` })
      unsubscribe = journal.subscribe((record) => {
        if (record.isComplete && (controller.desiredSize ?? 0) > -MAX_WAITING_ENTRIES) {
          enqueue({ event: 'request', data: toEntry(record) })
        }
      })
    },
    cancel() {
      unsubscribe()
    },
  })
}
