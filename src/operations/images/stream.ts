import type { StreamEvent } from '../../web/sse/event.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { partialImages } from '../../media/image/partial-images.ts'
import type { ToEvents } from '../streaming/stream-types.ts'
import { typedEvent } from '../streaming/typed-event.ts'

/** Events of images: the requested number of partial ones, then the final one. */
function imageEvents(name: string): ToEvents {
  return function* (answer, { body }): Iterable<StreamEvent> {
    const count = asNumber(body['partial_images']) ?? 0
    const shared: JsonObject = {
      created_at: answer['created'] ?? 0,
      size: answer['size'] ?? 'auto',
      quality: answer['quality'] ?? 'high',
      background: answer['background'] ?? 'opaque',
      output_format: answer['output_format'] ?? 'png',
    }
    for (const image of asObjects(answer['data'])) {
      const fields = { b64_json: asString(image['b64_json']) ?? '', ...shared }
      let index = 0
      for (const partial of partialImages(fields.b64_json, count)) {
        const event = { type: `${name}.partial_image`, ...fields, b64_json: partial }
        yield typedEvent({ ...event, partial_image_index: index })
        index += 1
      }
      yield typedEvent({ type: `${name}.completed`, ...fields, usage: asObject(answer['usage']) ?? {} })
    }
  }
}

/** Events of `POST /images/generations`. */
export const imageGenerationEvents = imageEvents('image_generation')

/** Events of `POST /images/edits`. */
export const imageEditEvents = imageEvents('image_edit')
