import type { Adapter } from './adapter.ts'
import { stringIn } from './read-json.ts'

/** Uploaded files: name, size and purpose are those of the file that was sent. */
export const files: Adapter = (answer, { body, uploads }) => {
  const [file] = uploads
  const purpose = stringIn(body['purpose'])
  return {
    ...answer,
    ...(file !== undefined && { filename: file.name, bytes: file.size }),
    ...(purpose !== undefined && { purpose }),
    status: 'processed',
  }
}

/** Where the service puts the files of a container. */
const CONTAINER_FOLDER = '/mnt/data'

/** Files of a container: the path is made of the file's name. */
export const containerFiles: Adapter = (answer, { uploads }) => {
  const [file] = uploads
  return file === undefined
    ? answer
    : { ...answer, path: `${CONTAINER_FOLDER}/${file.name}`, bytes: file.size, source: 'user' }
}
