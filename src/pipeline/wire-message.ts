/** An answer as it goes over the wire, but for the time it takes. */
export interface WireMessage {
  status: number
  /** A plain object: on Node, a Headers object would cost as much as all the rest. */
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null
}
