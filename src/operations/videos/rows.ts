import { type OperationRow, rowOf, rowsOf } from '../operation.ts'
import { createdVideos, listedVideos, retrievedVideos, videoContent } from './videos.ts'

/** Videos. */
export const VIDEO_ROWS: readonly OperationRow[] = [
  ...rowsOf(['createVideo', 'CreateVideoEdit', 'CreateVideoExtend', 'CreateVideoRemix'], {
    transform: createdVideos,
  }),
  rowOf('ListVideos', { transform: listedVideos }),
  rowOf('GetVideo', { transform: retrievedVideos }),
  rowOf('RetrieveVideoContent', { binary: videoContent }),
]
