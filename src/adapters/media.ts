import type { AdapterContext } from './adapter.ts'

/** A file in the place of JSON. */
export interface Media {
  contentType: string
  body: Uint8Array<ArrayBuffer> | string
  /** Besides the content type; names in lower case. */
  headers?: Readonly<Record<string, string>>
}

/** Makes the file that an operation answers with. */
export type MediaAdapter = (context: AdapterContext) => Media
