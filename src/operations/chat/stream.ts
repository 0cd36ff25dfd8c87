import type { StreamEvent } from '../../web/sse/event.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import type { BodyOf } from '../operation.ts'
import { obfuscationOf, wantsObfuscation } from '../streaming/obfuscation.ts'
import type { ToEvents, StreamRequest } from '../streaming/stream-types.ts'
import { promptFilterChunk } from '../streaming/prompt-filter-chunk.ts'
import { tokenPieces } from '../streaming/token-pieces.ts'

type Split = StreamRequest['split']

/** The contribution of one choice to one chunk. */
interface Piece {
  delta: JsonObject
  logprobs?: JsonObject
  finish_reason?: Json
}

/**
 * Chunks of a chat completion (API reference, "The chat completion chunk object"): the role, then content and tool call
 * arguments in pieces, then the finish reason. Choices are interleaved.
 */
export const chatCompletionEvents: ToEvents<BodyOf<'createChatCompletion'>> = function* (
  answer,
  { body, split },
) {
  const includesUsage = body.stream_options?.include_usage === true
  const isPadded = wantsObfuscation(body)
  const { id, created, model, service_tier: tier, system_fingerprint: fingerprint } = answer
  const chunk = (choices: JsonObject[], usage: Json | undefined): StreamEvent => ({
    data: {
      id: id ?? '',
      object: 'chat.completion.chunk',
      created: created ?? 0,
      model: model ?? '',
      ...(tier !== undefined && { service_tier: tier }),
      ...(fingerprint !== undefined && { system_fingerprint: fingerprint }),
      choices,
      ...(usage !== undefined && { usage }),
      ...(isPadded && { obfuscation: obfuscationOf(JSON.stringify(choices)) }),
    },
  })
  yield* promptFilterChunk(answer)
  const choices = asObjects(answer['choices'])
  for (const { index, piece } of interleave(choices.map((choice) => choicePieces(choice, split)))) {
    const position = asNumber(choices[index]?.['index']) ?? index
    const entry = { index: position, delta: piece.delta, finish_reason: piece.finish_reason ?? null }
    const choice = choices[index]
    const hasLogprobs = choice !== undefined && 'logprobs' in choice
    const logprobs = hasLogprobs || piece.logprobs ? { logprobs: piece.logprobs ?? null } : {}
    const filters = filterResultsOf(choice, piece)
    yield chunk([{ ...entry, ...logprobs, ...filters }], includesUsage ? null : undefined)
  }
  const { moderation } = answer
  if (moderation !== undefined) {
    const event = chunk([], includesUsage ? null : undefined)
    yield { data: { ...asObject(event.data), moderation } }
  }
  if (includesUsage) {
    yield chunk([], answer['usage'] ?? null)
  }
  yield { data: '[DONE]' }
}

/** Azure's filter results of a choice belong to its text. Its other chunks have an empty object. */
function filterResultsOf(choice: JsonObject | undefined, { delta }: Piece): JsonObject {
  const results = choice?.['content_filter_results']
  const hasText = typeof delta['content'] === 'string' && delta['content'] !== ''
  return results === undefined ? {} : { content_filter_results: hasText ? results : {} }
}

function* interleave(all: Piece[][]): Iterable<{ index: number; piece: Piece }> {
  const maxLength = Math.max(0, ...all.map(({ length }) => length))
  for (let round = 0; round < maxLength; round += 1) {
    for (const [index, pieces] of all.entries()) {
      const piece = pieces[round]
      if (piece !== undefined) {
        yield { index, piece }
      }
    }
  }
}

function choicePieces(choice: JsonObject, split: Split): Piece[] {
  const message = asObject(choice['message']) ?? {}
  const content = asString(message['content'])
  const refusal = asString(message['refusal'])
  const calls = asObjects(message['tool_calls']).flatMap((call, index) => toolCallPieces(call, index, split))
  return [
    ...openingPieces(message, choice, calls),
    ...contentPieces(content, choice, split),
    ...(refusal === undefined ? [] : split(refusal).map((token) => ({ delta: { refusal: token } }))),
    ...annotationPieces(message),
    ...audioPieces(asObject(message['audio']), split),
    ...functionCallPieces(asObject(message['function_call']), split),
    ...calls,
    { delta: {}, finish_reason: choice['finish_reason'] ?? 'stop' },
  ]
}

/**
 * The first piece of a choice, which has the role. It also opens the first tool call of a message without text, which is
 * taken from `calls`; the content of a message with audio starts with the audio.
 */
function openingPieces(message: JsonObject, choice: JsonObject, calls: Piece[]): Piece[] {
  const content = asString(message['content'])
  const refusal = asString(message['refusal'])
  const role = asString(message['role']) ?? 'assistant'
  const refused = { refusal: refusal === undefined ? null : '' }
  const hasLogprobs = asObject(choice['logprobs']) !== undefined
  const logprobs = hasLogprobs ? { logprobs: { content: [], refusal: null } } : {}
  if (message['audio'] !== undefined) {
    return [{ delta: { role, ...refused } }]
  }
  const isCallOnly = content === undefined && refusal === undefined
  const [firstCall] = isCallOnly ? calls.splice(0, 1) : []
  return [
    {
      ...logprobs,
      delta: { role, content: content === undefined ? null : '', ...firstCall?.delta, ...refused },
    },
  ]
}

function contentPieces(content: string | undefined, choice: JsonObject, split: Split): Piece[] {
  if (content === undefined) {
    return []
  }
  const entries = asObjects(asObject(choice['logprobs'])?.['content'])
  const tokens = entries.map(({ token }) => asString(token) ?? '')
  return tokenPieces(content, tokens, split).map(({ piece, token }) => ({
    delta: { content: piece },
    ...(token !== undefined && { logprobs: { content: entries.slice(token, token + 1), refusal: null } }),
  }))
}

function annotationPieces(message: JsonObject): Piece[] {
  const annotations = asArray(message['annotations'])
  return annotations.length === 0 ? [] : [{ delta: { annotations } }]
}

/** Base64 characters per chunk; a multiple of four, so that each chunk is whole bytes. */
const AUDIO_CHUNK_LENGTH = 8192

/** Audio: id, transcript in pieces, file in parts, then the expiry time. */
function audioPieces(audio: JsonObject | undefined, split: Split): Piece[] {
  if (audio === undefined) {
    return []
  }
  const { id = '', expires_at: expiresAt = 0 } = audio
  const data = asString(audio['data']) ?? ''
  const parts = Array.from({ length: Math.ceil(data.length / AUDIO_CHUNK_LENGTH) }, (_, index) =>
    data.slice(index * AUDIO_CHUNK_LENGTH, (index + 1) * AUDIO_CHUNK_LENGTH),
  )
  const audioPiece = (part: JsonObject): Piece => ({ delta: { audio: part } })
  return [
    { delta: { content: null, audio: { id, transcript: '' } } },
    ...split(asString(audio['transcript']) ?? '').map((transcript) => audioPiece({ transcript })),
    ...parts.map((part) => audioPiece({ data: part })),
    audioPiece({ expires_at: expiresAt }),
  ]
}

function functionCallPieces(call: JsonObject | undefined, split: Split): Piece[] {
  if (call === undefined) {
    return []
  }
  const pieces = split(asString(call['arguments']) ?? '')
  return [
    { delta: { function_call: { name: call['name'] ?? '', arguments: '' } } },
    ...pieces.map((piece) => ({ delta: { function_call: { arguments: piece } } })),
  ]
}

function toolCallPieces(call: JsonObject, index: number, split: Split): Piece[] {
  const kind = asString(call['type']) ?? 'function'
  const details = asObject(call[kind]) ?? {}
  const [field] = kind === 'custom' ? ['input'] : ['arguments']
  const name = field ?? 'arguments'
  const opening = { index, id: call['id'] ?? '', type: kind, [kind]: { ...details, [name]: '' } }
  return [
    { delta: { tool_calls: [opening] } },
    ...split(asString(details[name]) ?? '').map((piece) => ({
      delta: { tool_calls: [{ index, [kind]: { [name]: piece } }] },
    })),
  ]
}
