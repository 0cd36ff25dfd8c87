import type { Adapter } from './adapter.ts'
import { stringIn } from './read-json.ts'
import { uploadsIn } from './uploads.ts'

/** Uploaded files: name, size and purpose are those of the file that was sent. */
export const files: Adapter = (answer, { body }) => {
  const [file] = uploadsIn(body)
  const purpose = stringIn(body['purpose'])
  return {
    ...answer,
    ...(file !== undefined && { filename: file.name, bytes: file.size }),
    ...(purpose !== undefined && { purpose }),
    status: 'processed',
  }
}
