import { type OperationRow, rowsOf } from '../operation.ts'
import { fileContent } from './file-content.ts'
import { containerFiles, files, listedFiles, retrievedFiles } from './files.ts'
import { createdUploads, existingUploads } from './uploads.ts'

/** Files, uploads and files of containers. */
export const FILE_ROWS: readonly OperationRow[] = [
  { id: 'createFile', transform: files },
  { id: 'listFiles', transform: listedFiles },
  { id: 'retrieveFile', transform: retrievedFiles },
  { id: 'downloadFile', binary: fileContent },
  { id: 'createUpload', transform: createdUploads },
  ...rowsOf(['completeUpload', 'cancelUpload'], { transform: existingUploads }),
  { id: 'CreateContainerFile', transform: containerFiles },
]
