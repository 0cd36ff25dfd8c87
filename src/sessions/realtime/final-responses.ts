import { createUsage } from '../../operations/sockets/realtime-events.ts'
import { USER_MS_PER_TOKEN } from '../../operations/sockets/realtime-transcription.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject } from '../../web/json/narrow.ts'
import type { Item } from './conversation.ts'

const NO_TOKENS = { text: 0, audio: 0 }

/** @returns the response of `response.created`, if a response ends before its answer is known */
export function openingResponse(id: string, body: JsonObject): JsonObject {
  const { metadata = null, output_modalities: modalities = ['audio'] } = body
  const output = { ...asObject(asObject(body['audio'])?.['output']) }
  delete output['speed']
  return {
    object: 'realtime.response',
    id: id,
    conversation_id: null,
    output_modalities: modalities,
    max_output_tokens: body['max_output_tokens'] ?? 'inf',
    audio: { output },
    metadata,
    status: 'in_progress',
    status_details: null,
    output: [],
    usage: null,
  }
}

/** @returns the final fields of a cancelled response */
export function cancelledResponse(
  reason: 'client_cancelled' | 'turn_detected',
  output: JsonObject[],
): JsonObject {
  return {
    status: 'cancelled',
    status_details: { type: 'cancelled', reason },
    output,
    usage: createUsage(NO_TOKENS, NO_TOKENS),
  }
}

/**
 * @param error the error of the API
 * @returns the final fields of a failed response
 */
export function failedResponse(error: JsonObject, output: JsonObject[]): JsonObject {
  const { type = 'server_error', code = null, message = '' } = error
  return {
    status: 'failed',
    status_details: { type: 'failed', error: { type, code, message } },
    output,
    usage: createUsage(NO_TOKENS, NO_TOKENS),
  }
}

/** @returns the usage with the tokens of the user's sound */
export function withInputSound(context: readonly Item[], value: Json): Json {
  const usage = asObject(value)
  const sound = context.reduce(
    (sum, { json, milliseconds }) => sum + (json['role'] === 'user' ? milliseconds : 0),
    0,
  )
  if (usage === undefined || sound === 0) {
    return value
  }
  const audio = Math.ceil(sound / USER_MS_PER_TOKEN)
  const output = asObject(usage['output_token_details']) ?? {}
  return createUsage(
    { text: asNumber(usage['input_tokens']) ?? 0, audio },
    { text: asNumber(output['text_tokens']) ?? 0, audio: asNumber(output['audio_tokens']) ?? 0 },
  )
}
