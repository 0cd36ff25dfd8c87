import type { PatchContext } from '../document/parse.ts'
import { type LoadedPatches, loadParsed, loadText, namespaceStatus, type PatchSource } from './source.ts'
import type { StoredDocument } from './store.ts'

const ORIGIN = 'the patch document'

/** A patch source in memory. */
export interface MemoryPatches extends PatchSource {
  /** Replaces all documents with one for all namespaces. */
  setAll(document: unknown): void
  /** Sets the document of a namespace. */
  set(namespace: string, document: unknown): void
}

/**
 * Creates an in-memory source: one document for all namespaces, except those that have their own.
 *
 * @param document the patch document of all namespaces, not yet validated
 * @param context context in which documents are validated
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
