/** A place where documents are stored. */
export interface Destination {
  /**
   * @returns the namespace's document
   * @throws {CommandError} if the namespace has no document or it cannot be read
   */
  get(namespace: string): Promise<string>
  /**
   * @param text JSON of a patch document
   * @param ifMatch ETag of the version to replace
   * @throws {CommandError} if the document cannot be written
   */
  put(namespace: string, text: string, ifMatch?: string): Promise<void>
  /** @throws {CommandError} if the document cannot be removed */
  remove(namespace: string): Promise<void>
  /** @throws {CommandError} if the namespaces cannot be listed */
  list(): Promise<string[]>
}
