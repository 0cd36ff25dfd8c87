/** A serialized response. */
export interface WireMessage {
  status: number
  /** A plain object, since creating `Headers` on Node would cost as much as the rest of the request. */
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null
}
