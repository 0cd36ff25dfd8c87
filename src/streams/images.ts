import { numberIn, objectIn, objectsIn } from '../adapters/read-json.ts'
import type { JsonObject } from '../catalogue/types.ts'
import type { Projection, StreamEvent } from './projection.ts'

/** Pictures on their way: as many partial ones as were asked for, then the finished one. */
function imageEvents(name: string): Projection {
  return function* (answer, { body }): Iterable<StreamEvent> {
    const count = numberIn(body['partial_images']) ?? 0
    const shared: JsonObject = {
      created_at: answer['created'] ?? 0,
      size: answer['size'] ?? '1024x1024',
      quality: answer['quality'] ?? 'high',
      background: answer['background'] ?? 'opaque',
      output_format: answer['output_format'] ?? 'png',
    }
    for (const image of objectsIn(answer['data'])) {
      const picture = { b64_json: image['b64_json'] ?? '', ...shared }
      for (let index = 0; index < count; index += 1) {
        yield told({ type: `${name}.partial_image`, ...picture, partial_image_index: index })
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
