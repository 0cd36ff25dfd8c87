/** A response before serialization. */
export interface MockedAnswer {
  status: number
  /** Headers, with names in lower case. */
  headers: Record<string, string>
  /** JSON value, text, bytes or base64, depending on the content type; undefined for no body. */
  body: unknown
  /** Preferences that could not be met. */
  warnings?: string[]
}

/** A binary or text file, returned instead of JSON. */
export interface BinaryResponse {
  contentType: string
  body: Uint8Array<ArrayBuffer> | string
  /** Additional headers; names in lower case. */
  headers?: Readonly<Record<string, string>>
}
