import type { Upload } from '../adapters/adapter.ts'

/** The headers of sound files are shorter, unless they hold pictures. */
const HEAD_LENGTH = 4096

/**
 * @param fields of a form, whose files stand among its other values
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
    })),
  )
}
