import type { PatchContext } from './parse.ts'
import { type LoadedPatches, loadParsed, loadText, namespaceStatus, type PatchSource } from './source.ts'
import type { StoredDocument } from './store.ts'

const ORIGIN = 'the patch document'

/** Patches that live in memory. */
export interface MemoryPatches extends PatchSource {
  /** Puts one document in the place of all that there are. */
  setAll(document: unknown): void
  /** Puts a document in the place of a namespace's own. */
  set(namespace: string, document: unknown): void
}

/**
 * Patches that live as long as the process: one document for all namespaces, until one gets a document of its own.
 *
 * @param document the patch document of every namespace; it may come from outside, so it is checked
 * @param context what documents are held against
 */
export function memoryPatches(document: unknown, context: PatchContext): MemoryPatches {
  let general = loadParsed(document, ORIGIN, { context })
  const own = new Map<string, LoadedPatches & { stored: StoredDocument }>()
  const keep = (namespace: string, text: string): void => {
    const origin = `the patch document of ${namespace}`
    const stored: StoredDocument = { text, mediaType: 'application/json', origin }
    own.set(namespace, { ...loadText(text, origin, { lastGood: undefined, context }), stored })
  }
  return {
    setAll: (replacement) => {
      general = loadParsed(replacement, ORIGIN, { context })
      own.clear()
    },
    set: (namespace, replacement) => keep(namespace, JSON.stringify(replacement)),
    load: (namespace) => own.get(namespace) ?? general,
    status: () => ({
      source: 'memory',
      namespaces: [
        namespaceStatus('*', general),
        ...[...own].map(([namespace, loaded]) => namespaceStatus(namespace, loaded)),
      ],
    }),
    store: {
      read: async (namespace) => own.get(namespace)?.stored,
      write: async (namespace, text) => keep(namespace, text),
      remove: async (namespace) => {
        own.delete(namespace)
      },
      list: async () => [...own.keys()].toSorted(),
    },
  }
}
