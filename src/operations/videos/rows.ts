import { type OperationRow, rowsOf } from '../operation.ts'
import { createdVideos, listedVideos, retrievedVideos, videoContent } from './videos.ts'

/** Videos. */
export const VIDEO_ROWS: readonly OperationRow[] = [
  ...rowsOf(['createVideo', 'CreateVideoEdit', 'CreateVideoExtend', 'CreateVideoRemix'], {
    transform: createdVideos,
  }),
  { id: 'ListVideos', transform: listedVideos },
  { id: 'GetVideo', transform: retrievedVideos },
  { id: 'RetrieveVideoContent', binary: videoContent },
]
