/** One way to write sound. */
export interface SoundFormat {
  contentType: string
  /**
   * @param seconds how long
   * @returns a file of about that length, rounded up to whole frames
   */
  make: (seconds: number) => Uint8Array<ArrayBuffer>
}
