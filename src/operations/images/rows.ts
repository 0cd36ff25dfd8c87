import { type OperationRow, rowOf } from '../operation.ts'
import { editedImages, images } from './images.ts'
import { imageEditEvents, imageGenerationEvents } from './stream.ts'

/** Images. */
export const IMAGE_ROWS: readonly OperationRow[] = [
  rowOf('createImage', { transform: images, stream: imageGenerationEvents }),
  rowOf('createImageEdit', { transform: editedImages, stream: imageEditEvents }),
  rowOf('createImageVariation', { transform: images }),
]
