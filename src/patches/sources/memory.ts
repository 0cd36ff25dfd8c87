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
  let shared = loadParsed(document, ORIGIN, { context })
  const byNamespace = new Map<string, LoadedPatches & { stored: StoredDocument }>()
  const setDocument = (namespace: string, text: string): void => {
    const origin = `the patch document of ${namespace}`
    const stored: StoredDocument = { text, mediaType: 'application/json', origin }
    byNamespace.set(namespace, { ...loadText(text, origin, { lastGood: undefined, context }), stored })
  }
  return {
    setAll: (replacement) => {
      shared = loadParsed(replacement, ORIGIN, { context })
      byNamespace.clear()
    },
    set: (namespace, replacement) => setDocument(namespace, JSON.stringify(replacement)),
    load: (namespace) => byNamespace.get(namespace) ?? shared,
    status: () => ({
      source: 'memory',
      namespaces: [
        namespaceStatus('*', shared),
        ...[...byNamespace].map(([namespace, loaded]) => namespaceStatus(namespace, loaded)),
      ],
    }),
    store: {
      read: async (namespace) => byNamespace.get(namespace)?.stored,
      write: async (namespace, text) => setDocument(namespace, text),
      remove: async (namespace) => {
        byNamespace.delete(namespace)
      },
      list: async () => [...byNamespace.keys()].toSorted(),
    },
  }
}
