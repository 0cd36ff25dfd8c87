import type { Transform } from '../operation.ts'

/** The folder of a container's files. */
export const CONTAINER_FOLDER = '/mnt/data'

/** Container files: the path is derived from the file's name. */
export const containerFiles: Transform = (answer, { uploads }) => {
  const [file] = uploads
  return file === undefined
    ? answer
    : { ...answer, path: `${CONTAINER_FOLDER}/${file.name}`, bytes: file.size, source: 'user' }
}
