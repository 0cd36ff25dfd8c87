import type { Media } from '../../answer/answer.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { makeImage } from '../../media/image/image.ts'
import { imageSeed } from '../../media/image/image-urls.ts'
import { readImageSize } from '../../media/image/image-size.ts'
import { shapeOfVideo, videoId, videoShape, type VideoShape } from '../../media/video/video-id.ts'
import { makeVideo } from '../../media/video/mp4.ts'
import type { Adapter, AdapterContext, MediaAdapter } from '../operation.ts'

/** New videos: size and length of the request, defaulting to those of the source video. */
export const createdVideos: Adapter = (answer, context) => {
  const { body, random, pathParameters } = context
  const source = sourceOf(context)
  const original: Partial<VideoShape> = source === undefined ? {} : shapeOfVideo(source)
  const shape = videoShape(body['size'] ?? original.size, body['seconds'] ?? original.seconds)
  return {
    ...answer,
    id: videoId(shape, random),
    size: shape.size,
    seconds: String(shape.seconds),
    ...('remixed_from_video_id' in answer && { remixed_from_video_id: pathParameters['video_id'] ?? null }),
  }
}

function sourceOf({ body, pathParameters }: AdapterContext): string | undefined {
  return pathParameters['video_id'] ?? stringIn(objectIn(body['video'])?.['id'])
}

/** A retrieved video: decodes size and length from its id. */
export const retrievedVideos: Adapter = (answer, { pathParameters }) =>
  shaped(answer, pathParameters['video_id'])

/** A list of videos: decodes size and length from their ids. */
export const listedVideos: Adapter = (answer) => ({
  ...answer,
  data: objectsIn(answer['data']).map((video) => shaped(video, stringIn(video['id']))),
})

function shaped(video: JsonObject, id: string = ''): JsonObject {
  const { size, seconds } = shapeOfVideo(id)
  return { ...video, size, seconds: String(seconds) }
}

/** The video file, or its thumbnail or spritesheet. */
export const videoContent: MediaAdapter = ({ pathParameters, query }) => {
  const id = pathParameters['video_id'] ?? ''
  const shape = shapeOfVideo(id)
  const variant = query.get('variant') ?? 'video'
  return variant === 'video'
    ? { contentType: 'video/mp4', body: makeVideo(shape) }
    : pictureOf(shape, `${id} ${variant}`)
}

function pictureOf({ size }: VideoShape, subject: string): Media {
  const { width, height } = readImageSize(size) ?? { width: 1, height: 1 }
  const seed = imageSeed(subject)
  return { contentType: 'image/webp', body: makeImage({ seed, width, height, format: 'webp' }) }
}
