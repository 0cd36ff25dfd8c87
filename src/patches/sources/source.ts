import {
  NO_PATCHES,
  parsePatches,
  type PatchContext,
  type PatchSet,
  compileDocument,
} from '../document/parse.ts'
import type { PatchStore } from './store.ts'

/** The current patches of a namespace. */
export interface LoadedPatches {
  patches: PatchSet
  /** Problems with the namespace's document or its storage. */
  warnings: readonly string[]
}

/** A source of patches: KV on Workers, files on Node, memory in tests. */
export interface PatchSource {
  /**
   * Returns the patches of a namespace. Never throws, since patches must not break the mock.
   *
   * @param namespace a valid namespace name
   */
  load(namespace: string): Promise<LoadedPatches> | LoadedPatches
  /** Returns the type of source and the warnings of the last load. */
  status(): SourceStatus
  /** Storage of the documents, for the control API. */
  store: PatchStore
}

/** Status of a {@link PatchSource} in the control API. */
export interface SourceStatus {
  source: string
  /** Namespaces that requests have used and that are still cached. */
  namespaces: NamespaceStatus[]
}

/** Status of a namespace. */
export interface NamespaceStatus {
  namespace: string
  /** Number of valid patches. */
  patches: number
  warnings: readonly string[]
}

/** Returns the status of a namespace. */
export function namespaceStatus(namespace: string, { patches, warnings }: LoadedPatches): NamespaceStatus {
  return { namespace, patches: patches.patches.length, warnings }
}

/** Maximum length of a document in characters; parsing a longer one would delay every response. */
export const MAX_DOCUMENT_LENGTH = 5_000_000

/**
 * Loads a parsed document.
 *
 * @param value a patch document, not yet validated
 * @param origin name of the document in warnings
 * @param options the last valid patches, used if the document is invalid, and the validation context
 */
export function loadParsed(
  value: unknown,
  origin: string,
  { lastGood, context }: { lastGood?: PatchSet | undefined; context: PatchContext },
): LoadedPatches {
  const { patches, warnings } = compileDocument(value, origin, context)
  return { patches: patches ?? lastGood ?? NO_PATCHES, warnings }
}

/**
 * Loads the text of a document.
 *
 * @param text JSON of a patch document, or null if the namespace has none
 * @param origin name of the document in warnings
 * @param options the last valid patches, used if the document is invalid, and the validation context
 */
export function loadText(
  text: string | null,
  origin: string,
  { lastGood, context }: { lastGood: PatchSet | undefined; context: PatchContext },
): LoadedPatches {
  if (text === null) {
    return { patches: NO_PATCHES, warnings: [] }
  }
  const { patches, warnings } =
    text.length > MAX_DOCUMENT_LENGTH
      ? { patches: undefined, warnings: [tooLongWarning(origin, text.length)] }
      : parsePatches(text, origin, context)
  return { patches: patches ?? lastGood ?? NO_PATCHES, warnings }
}

/** Returns the warning for a document over the size limit. */
export function tooLongWarning(origin: string, length: number): string {
  return `${origin} is ignored: it has ${length} characters, the limit is ${MAX_DOCUMENT_LENGTH}`
}
