import { type OperationRow, rowOf, rowsOf } from '../operation.ts'
import { containerFileContent } from '../files/file-content.ts'
import { containerFiles } from './container-files.ts'
import {
  createdContainerFiles,
  createdContainers,
  downloadedContainerFiles,
  listedContainers,
  settledContainers,
  usedContainers,
} from './kept-containers.ts'

/** Containers and their files. */
export const CONTAINER_ROWS: readonly OperationRow[] = [
  rowOf('CreateContainer', { state: { steps: createdContainers } }),
  rowOf('ListContainers', { state: { steps: listedContainers } }),
  rowOf('RetrieveContainer', { state: { steps: settledContainers } }),
  rowOf('CreateContainerFile', { transform: containerFiles, state: { steps: createdContainerFiles } }),
  ...rowsOf(['ListContainerFiles', 'RetrieveContainerFile', 'DeleteContainerFile'], {
    state: { steps: usedContainers },
  }),
  rowOf('RetrieveContainerFileContent', {
    binary: containerFileContent,
    state: { steps: downloadedContainerFiles },
  }),
]
