import type { OperationRoute } from '../catalogue/types.ts'
import { NO_PATCHES, parsePatches, type PatchSet, readPatches } from './parse.ts'

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
}

/**
 * @param document the patch document of every namespace; it may come from outside, so it is checked
 * @param routes all operations
 */
export function fixedPatches(document: unknown, routes: readonly OperationRoute[]): PatchSource {
  const { patches = NO_PATCHES, warnings } = readPatches(document, 'the patch document', routes)
  return { load: () => ({ patches, warnings }) }
}

/**
 * @param text a namespace's document, or null when it has none
 * @param origin what to call the document in warnings
 * @param options the last copy that could be read, to go on with when this one cannot, and all operations
 */
export function loadText(
  text: string | null,
  origin: string,
  { lastGood, routes }: { lastGood: PatchSet | undefined; routes: readonly OperationRoute[] },
): LoadedPatches {
  if (text === null) {
    return { patches: NO_PATCHES, warnings: [] }
  }
  const { patches, warnings } = parsePatches(text, origin, routes)
  return { patches: patches ?? lastGood ?? NO_PATCHES, warnings }
}
