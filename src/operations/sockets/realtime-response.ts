import type { JsonObject } from '../../web/json/json.ts'
import { asObjects, asString } from '../../web/json/narrow.ts'
import type { Transform } from '../operation.ts'
import { responses } from '../responses/responses.ts'
import type { ResponseRequest } from '../responses/response-request.ts'

/**
 * The response to one turn of a Realtime session: that of the Responses API for the same conversation, with the items
 * that Realtime has. Reasoning is not returned.
 */
export const realtimeResponse: Transform<ResponseRequest> = (answer, context) => {
  const response = responses(answer, context)
  return { ...response, output: asObjects(response['output']).filter(isRealtimeItem).map(withItemId) }
}

function isRealtimeItem({ type }: JsonObject): boolean {
  return type === 'message' || type === 'function_call'
}

/** Items of Realtime have the prefix `item_`, also messages and calls. */
function withItemId(item: JsonObject): JsonObject {
  return { ...item, id: (asString(item['id']) ?? '').replace(/^[a-z]+_/, 'item_') }
}
