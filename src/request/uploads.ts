/** Long enough for the headers of audio files without embedded images. */
const HEAD_LENGTH = 4096

/**
 * Reads the files of a form.
 *
 * @param fields all fields of the form
 * @returns the files, in the order they were sent
 */
export async function readUploads(fields: Readonly<Record<string, unknown>>): Promise<Upload[]> {
  const files = Object.values(fields)
    .flat()
    .filter((value) => value instanceof File)
  return Promise.all(
    files.map(async (file) => ({
      name: file.name,
      size: file.size,
      head: new Uint8Array(await file.slice(0, HEAD_LENGTH).arrayBuffer()),
      read: async () => new Uint8Array(await file.arrayBuffer()),
    })),
  )
}

/** A file from a multipart form. */
export interface Upload {
  name: string
  /** In bytes. */
  size: number
  /** The first bytes, from which format and metadata are read. */
  head: Uint8Array
  /** Reads the whole content. */
  read: () => Promise<Uint8Array<ArrayBuffer>>
}
