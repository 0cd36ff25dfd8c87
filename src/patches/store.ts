/** A namespace's document as it is kept. */
export interface StoredDocument {
  text: string
  mediaType: 'application/json' | 'application/yaml'
  /** What people call the place: the KV key or the file. */
  origin: string
}

/** The writing side of where patches come from. */
export interface PatchStore {
  /**
   * @param namespace a valid namespace name
   * @returns its document, read anew, or undefined when it has none
   * @throws {StoreError} when it cannot be read
   */
  read(namespace: string): Promise<StoredDocument | undefined>
  /**
   * Puts a document in the place of the one there was, whole or not at all. The next request here sees it.
   *
   * @param namespace a valid namespace name
   * @param text JSON of a valid patch document
   * @throws {StoreError} when it cannot be written
   */
  write(namespace: string, text: string): Promise<void>
  /**
   * @param namespace a valid namespace name
   * @throws {StoreError} when it cannot be removed
   */
  remove(namespace: string): Promise<void>
  /**
   * @returns the names of the namespaces that have a document, in alphabetical order
   * @throws {StoreError} when they cannot be listed
   */
  list(): Promise<string[]>
}

/** A document that could not be read or written, in a sentence that says what to do about it. */
export class StoreError extends Error {
  /** `refused` when trying again will not help. */
  readonly kind: 'refused' | 'unavailable'

  constructor(kind: StoreError['kind'], message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}
