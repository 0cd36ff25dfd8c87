import { type OperationRow, rowOf, rowsOf } from '../operation.ts'
import { derivedVideos } from './kept-videos.ts'
import { createdVideos, listedVideos, retrievedVideos, videoContent } from './videos.ts'

/** Videos. */
export const VIDEO_ROWS: readonly OperationRow[] = [
  rowOf('createVideo', { transform: createdVideos }),
  ...rowsOf(['CreateVideoEdit', 'CreateVideoExtend', 'CreateVideoRemix'], {
    transform: createdVideos,
    state: { steps: derivedVideos, creates: true },
  }),
  rowOf('ListVideos', { transform: listedVideos }),
  rowOf('GetVideo', { transform: retrievedVideos }),
  rowOf('RetrieveVideoContent', { binary: videoContent }),
]
