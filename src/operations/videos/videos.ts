import type { BinaryResponse } from '../../answer/answer.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { encodeImage } from '../../media/image/image.ts'
import { imageSeed } from '../../media/image/image-urls.ts'
import { parseImageSize } from '../../media/image/image-size.ts'
import { decodeVideoId, encodeVideoId, videoOptions, type VideoOptions } from '../../media/video/video-id.ts'
import { makeVideo } from '../../media/video/mp4.ts'
import type { Transform, TransformContext, BinaryGenerator } from '../operation.ts'

/** New videos: size and length of the request, defaulting to those of the source video. */
export const createdVideos: Transform = (answer, context) => {
  const { body, ids, pathParameters } = context
  const source = sourceVideoId(context)
  const original: Partial<VideoOptions> = source === undefined ? {} : decodeVideoId(source)
  const shape = videoOptions(body['size'] ?? original.size, body['seconds'] ?? original.seconds)
  return {
    ...answer,
    id: encodeVideoId(shape, ids),
    size: shape.size,
    seconds: String(shape.seconds),
    ...('remixed_from_video_id' in answer && { remixed_from_video_id: pathParameters['video_id'] ?? null }),
  }
}

function sourceVideoId({ body, pathParameters }: TransformContext): string | undefined {
  return pathParameters['video_id'] ?? asString(asObject(body['video'])?.['id'])
}

/** A retrieved video: decodes size and length from its id. */
export const retrievedVideos: Transform = (answer, { pathParameters }) =>
  withShape(answer, pathParameters['video_id'])

/** A list of videos: decodes size and length from their ids. */
export const listedVideos: Transform = (answer) => ({
  ...answer,
  data: asObjects(answer['data']).map((video) => withShape(video, asString(video['id']))),
})

function withShape(video: JsonObject, id: string = ''): JsonObject {
  const { size, seconds } = decodeVideoId(id)
  return { ...video, size, seconds: String(seconds) }
}

/** The video file, or its thumbnail or spritesheet. */
export const videoContent: BinaryGenerator = ({ pathParameters, query }) => {
  const id = pathParameters['video_id'] ?? ''
  const shape = decodeVideoId(id)
  const variant = query.get('variant') ?? 'video'
  return variant === 'video'
    ? { contentType: 'video/mp4', body: makeVideo(shape) }
    : createThumbnail(shape, `${id} ${variant}`)
}

function createThumbnail({ size }: VideoOptions, subject: string): BinaryResponse {
  const { width, height } = parseImageSize(size) ?? { width: 1, height: 1 }
  const seed = imageSeed(subject)
  return { contentType: 'image/webp', body: encodeImage({ seed, width, height, format: 'webp' }) }
}
