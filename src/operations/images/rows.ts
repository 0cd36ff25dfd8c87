import type { OperationRow } from '../operation.ts'
import { editedImages, images } from './images.ts'
import { imageEditEvents, imageGenerationEvents } from './stream.ts'

/** Images. */
export const IMAGE_ROWS: readonly OperationRow[] = [
  { id: 'createImage', transform: images, stream: imageGenerationEvents, isRateLimited: true },
  { id: 'createImageEdit', transform: editedImages, stream: imageEditEvents, isRateLimited: true },
  { id: 'createImageVariation', transform: images, isRateLimited: true },
]
