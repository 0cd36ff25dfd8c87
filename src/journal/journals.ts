import { Journal } from './journal.ts'

/** Maximum number of journals of a process, since clients choose the names of namespaces. */
const MAX_JOURNALS = 1000

/** Maximum size of all journals of a process. */
const MAX_TOTAL_BYTES = 256 * 1024 * 1024

/** The journals of all namespaces of one process. */
export interface Journals {
  /** @returns the journal of a namespace, created if necessary */
  journal(namespace: string): Journal
  /** @returns the namespaces with a journal, the least recently used first */
  namespaces(): string[]
}

/**
 * Creates the journals of a process. When they are too large together, the records of the namespace that is idle longest
 * are dropped first.
 *
 * @param maxTotalBytes maximum size of all journals
 */
export function createJournals(maxTotalBytes = MAX_TOTAL_BYTES): Journals {
  /** In the order of their last use. */
  const journals = new Map<string, Journal>()
  let bytes = 0
  const isTooLarge = (): boolean => bytes > maxTotalBytes
  const count = (growth: number): void => {
    bytes += growth
    for (const journal of isTooLarge() ? journals.values() : []) {
      while (isTooLarge() && journal.size > 0) {
        journal.dropOldest()
      }
    }
  }
  return {
    journal(namespace) {
      const journal = journals.get(namespace) ?? new Journal(count)
      journals.delete(namespace)
      journals.set(namespace, journal)
      for (const [oldest, dropped] of journals.size > MAX_JOURNALS ? journals : []) {
        journals.delete(oldest)
        dropped.clear()
        break
      }
      return journal
    },
    namespaces: () => [...journals.keys()],
  }
}
