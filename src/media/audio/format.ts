/** An audio format. */
export interface SoundFormat {
  contentType: string
  /**
   * @param seconds the minimum duration
   * @returns a file of that duration, rounded up to whole frames
   */
  make: (seconds: number) => Uint8Array<ArrayBuffer>
}
