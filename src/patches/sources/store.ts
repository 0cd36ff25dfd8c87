/** A stored patch document. */
export interface StoredDocument {
  text: string
  mediaType: 'application/json' | 'application/yaml'
  /** Name for messages: the KV key or the file. */
  origin: string
}

/** Storage of patch documents. */
export interface PatchStore {
  /**
   * @param namespace a valid namespace name
   * @returns its document, not cached, or undefined if it has none
   * @throws {StoreError} if it cannot be read
   */
  read(namespace: string): Promise<StoredDocument | undefined>
  /**
   * Replaces a document atomically. The next request to this instance sees it.
   *
   * @param namespace a valid namespace name
   * @param text JSON of a valid patch document
   * @throws {StoreError} if it cannot be written
   */
  write(namespace: string, text: string): Promise<void>
  /**
   * @param namespace a valid namespace name
   * @throws {StoreError} if it cannot be removed
   */
  remove(namespace: string): Promise<void>
  /**
   * @returns the names of the namespaces that have a document, sorted
   * @throws {StoreError} if they cannot be listed
   */
  list(): Promise<string[]>
}

/**
 * Runs work on a store and wraps its errors.
 *
 * @throws {StoreError} as returned by `wrap`
 */
export async function withStoreErrors<Result>(
  work: () => Promise<Result>,
  wrap: (error: unknown) => StoreError,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw wrap(error)
  }
}

/** A document could not be read or written; the message includes what to do. */
export class StoreError extends Error {
  /** `refused` if retrying cannot help. */
  readonly kind: 'refused' | 'unavailable'

  constructor(kind: StoreError['kind'], message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}
