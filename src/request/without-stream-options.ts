import type { JsonObject } from '../web/json/json.ts'

/** @returns the body without its stream options: streamed and plain calls generate the same content */
export function withoutStreamOptions(body: JsonObject): JsonObject {
  if (body['stream'] === undefined && body['stream_options'] === undefined) {
    return body
  }
  const { stream: _, stream_options: __, ...rest } = body
  return rest
}
