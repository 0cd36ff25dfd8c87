import type { StreamEvent } from '../../web/sse/event.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { numberIn, objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { partialImages } from '../../media/image/partial-images.ts'
import type { Projection } from '../streaming/stream-types.ts'

/** Events of images: the requested number of partial ones, then the final one. */
function imageEvents(name: string): Projection {
  return function* (answer, { body }): Iterable<StreamEvent> {
    const count = numberIn(body['partial_images']) ?? 0
    const shared: JsonObject = {
      created_at: answer['created'] ?? 0,
      size: answer['size'] ?? 'auto',
      quality: answer['quality'] ?? 'high',
      background: answer['background'] ?? 'opaque',
      output_format: answer['output_format'] ?? 'png',
    }
    for (const image of objectsIn(answer['data'])) {
      const picture = { b64_json: stringIn(image['b64_json']) ?? '', ...shared }
      let index = 0
      for (const partial of partialImages(picture.b64_json, count)) {
        const event = { type: `${name}.partial_image`, ...picture, b64_json: partial }
        yield told({ ...event, partial_image_index: index })
        index += 1
      }
      yield told({ type: `${name}.completed`, ...picture, usage: objectIn(answer['usage']) ?? {} })
    }
  }
}

function told(data: JsonObject & { type: string }): StreamEvent {
  return { event: data.type, data }
}

/** Events of `POST /images/generations`. */
export const imageGenerationEvents = imageEvents('image_generation')

/** Events of `POST /images/edits`. */
export const imageEditEvents = imageEvents('image_edit')
