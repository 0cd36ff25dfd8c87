import { type OperationRow, rowOf } from '../operation.ts'
import { fileContent } from './file-content.ts'
import { files, listedFiles, retrievedFiles } from './files.ts'
import { createdFiles, downloadedFiles } from './kept-files.ts'
import { deletedFiles } from '../vector-stores/kept-store-files.ts'
import { cancelledUploads, completedUploads, newUploads, uploadParts } from './kept-uploads.ts'
import { createdUploads, existingUploads } from './uploads.ts'

/** Files and uploads. */
export const FILE_ROWS: readonly OperationRow[] = [
  rowOf('createFile', { transform: files, state: { steps: createdFiles } }),
  rowOf('listFiles', { transform: listedFiles }),
  rowOf('retrieveFile', { transform: retrievedFiles }),
  rowOf('deleteFile', { state: { steps: deletedFiles } }),
  rowOf('downloadFile', { binary: fileContent, state: { steps: downloadedFiles } }),
  rowOf('createUpload', { transform: createdUploads, state: { steps: newUploads } }),
  rowOf('addUploadPart', { state: { steps: uploadParts, creates: true } }),
  rowOf('completeUpload', { transform: existingUploads, state: { steps: completedUploads } }),
  rowOf('cancelUpload', { transform: existingUploads, state: { steps: cancelledUploads } }),
]
