import type { JsonObject } from '../json/json.ts'

/** @returns what a body asks for, without how it is to be sent: a stream tells what a plain call answers */
export function asked(body: JsonObject): JsonObject {
  if (body['stream'] === undefined && body['stream_options'] === undefined) {
    return body
  }
  const { stream: _, stream_options: __, ...rest } = body
  return rest
}
