import { NO_PATCHES, parsePatches, type PatchContext, type PatchSet, readPatches } from './parse.ts'
import type { PatchStore } from './store.ts'

/** The patches of a namespace at this moment. */
export interface LoadedPatches {
  patches: PatchSet
  /** What is wrong with the namespace's document, or with where it comes from. */
  warnings: readonly string[]
}

/** Where patches come from: KV on Workers, files on Node, memory in a test. */
export interface PatchSource {
  /**
   * @param namespace a valid namespace name
   * @returns its patches; never throws, since no patch may take the mock down
   */
  load(namespace: string): Promise<LoadedPatches> | LoadedPatches
  /** @returns where the patches come from, and what was wrong with them when they were last loaded */
  status(): SourceStatus
  /** Where the documents are kept, for the control API. */
  store: PatchStore
}

/** What the control API says of a {@link PatchSource}. */
export interface SourceStatus {
  source: string
  /** The namespaces that requests have named so far, as far as they are kept. */
  namespaces: NamespaceStatus[]
}

/** What is known of a namespace. */
export interface NamespaceStatus {
  namespace: string
  /** How many patches it has, without those that are faulty. */
  patches: number
  warnings: readonly string[]
}

/** @returns what the control API says of a namespace */
export function namespaceStatus(namespace: string, { patches, warnings }: LoadedPatches): NamespaceStatus {
  return { namespace, patches: patches.patches.length, warnings }
}

/** A longer document is not read: parsing it would hold up every answer. */
export const LONGEST_DOCUMENT = 5_000_000

/**
 * @param value a parsed document; it may come from outside, so it is checked
 * @param origin what to call the document in warnings
 * @param options the last copy that could be read, to go on with when this one cannot, and what the document is held against
 */
export function loadParsed(
  value: unknown,
  origin: string,
  { lastGood, context }: { lastGood?: PatchSet | undefined; context: PatchContext },
): LoadedPatches {
  const { patches, warnings } = readPatches(value, origin, context)
  return { patches: patches ?? lastGood ?? NO_PATCHES, warnings }
}

/**
 * @param text a namespace's document, or null when it has none
 * @param origin what to call the document in warnings
 * @param options the last copy that could be read, to go on with when this one cannot, and what the document is held against
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
    text.length > LONGEST_DOCUMENT
      ? { patches: undefined, warnings: [tooLong(origin, text.length)] }
      : parsePatches(text, origin, context)
  return { patches: patches ?? lastGood ?? NO_PATCHES, warnings }
}

/** @returns the warning for a document that is not read */
export function tooLong(origin: string, length: number): string {
  return `${origin} is ${length} characters long; more than ${LONGEST_DOCUMENT} are not read`
}
