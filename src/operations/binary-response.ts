import type { AdapterContext } from './operation.ts'

/** A binary or text file, returned instead of JSON. */
export interface Media {
  contentType: string
  body: Uint8Array<ArrayBuffer> | string
  /** Additional headers; names in lower case. */
  headers?: Readonly<Record<string, string>>
}

/** Creates the file that an operation returns. */
export type MediaAdapter = (context: AdapterContext) => Media
