import { createJournals, type Journals } from '../../../journal/journals.ts'
import type { MemorySource } from '../../../pipeline/incoming.ts'
import type { NamespaceStores } from './namespace-stores.ts'

/** Kept objects and recorded requests that are in this process. */
export interface LocalMemory extends MemorySource {
  journals: Journals
}

/** @returns the kept objects and recorded requests of all namespaces, in this process */
export function localMemory(stores: NamespaceStores): LocalMemory {
  const journals = createJournals()
  return {
    journals,
    store: (namespace) => stores.store(namespace),
    journal: (namespace) => journals.journal(namespace),
    isJournalDefault: true,
    used: () => stores.used(),
  }
}
