import type { StreamEvent } from '../../web/sse/event.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, numberIn, objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { obfuscationOf, wantsObfuscation } from '../streaming/obfuscation.ts'
import { isYes, type Projection, type StreamRequest } from '../streaming/stream-types.ts'

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
export const chatCompletionEvents: Projection = function* (answer, { body, split }) {
  const options = objectIn(body['stream_options'])
  const includesUsage = isYes(options?.['include_usage'])
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
  const choices = objectsIn(answer['choices'])
  for (const { index, piece } of takingTurns(choices.map((choice) => piecesOf(choice, split)))) {
    const position = numberIn(choices[index]?.['index']) ?? index
    const entry = { index: position, delta: piece.delta, finish_reason: piece.finish_reason ?? null }
    yield chunk([{ ...entry, logprobs: piece.logprobs ?? null }], includesUsage ? null : undefined)
  }
  const { moderation } = answer
  if (moderation !== undefined) {
    const told = chunk([], includesUsage ? null : undefined)
    yield { data: { ...objectIn(told.data), moderation } }
  }
  if (includesUsage) {
    yield chunk([], answer['usage'] ?? null)
  }
  yield { data: '[DONE]' }
}

function* takingTurns(all: Piece[][]): Iterable<{ index: number; piece: Piece }> {
  const longest = Math.max(0, ...all.map(({ length }) => length))
  for (let turn = 0; turn < longest; turn += 1) {
    for (const [index, pieces] of all.entries()) {
      const piece = pieces[turn]
      if (piece !== undefined) {
        yield { index, piece }
      }
    }
  }
}

function piecesOf(choice: JsonObject, split: Split): Piece[] {
  const message = objectIn(choice['message']) ?? {}
  const content = stringIn(message['content'])
  const refusal = stringIn(message['refusal'])
  const role = stringIn(message['role']) ?? 'assistant'
  return [
    {
      delta: { role, content: content === undefined ? null : '', refusal: refusal === undefined ? null : '' },
    },
    ...contentPieces(content, choice, split),
    ...(refusal === undefined ? [] : split(refusal).map((token) => ({ delta: { refusal: token } }))),
    ...annotationPieces(message),
    ...audioPieces(objectIn(message['audio']), split),
    ...functionCallPieces(objectIn(message['function_call']), split),
    ...objectsIn(message['tool_calls']).flatMap((call, index) => toolCallPieces(call, index, split)),
    { delta: {}, finish_reason: choice['finish_reason'] ?? 'stop' },
  ]
}

/** With log probabilities, their tokens are the pieces, if they join to the content. */
function contentPieces(content: string | undefined, choice: JsonObject, split: Split): Piece[] {
  if (content === undefined) {
    return []
  }
  const entries = objectsIn(objectIn(choice['logprobs'])?.['content'])
  const joined = entries.map(({ token }) => stringIn(token) ?? '').join('')
  if (entries.length > 0 && joined === content) {
    return entries.map((entry) => ({
      delta: { content: entry['token'] ?? '' },
      logprobs: { content: [entry], refusal: null },
    }))
  }
  return split(content).map((token) => ({ delta: { content: token } }))
}

function annotationPieces(message: JsonObject): Piece[] {
  const annotations = listIn(message['annotations'])
  return annotations.length === 0 ? [] : [{ delta: { annotations } }]
}

/** Base64 characters per chunk; a multiple of four, so that each chunk is whole bytes. */
const AUDIO_CHARACTERS = 8192

/** Audio: id, transcript in pieces, file in parts, then the expiry time. */
function audioPieces(audio: JsonObject | undefined, split: Split): Piece[] {
  if (audio === undefined) {
    return []
  }
  const { id = '', expires_at: expiresAt = 0 } = audio
  const data = stringIn(audio['data']) ?? ''
  const parts = Array.from({ length: Math.ceil(data.length / AUDIO_CHARACTERS) }, (_, index) =>
    data.slice(index * AUDIO_CHARACTERS, (index + 1) * AUDIO_CHARACTERS),
  )
  const heard = (part: JsonObject): Piece => ({ delta: { audio: part } })
  return [
    heard({ id, transcript: '' }),
    ...split(stringIn(audio['transcript']) ?? '').map((transcript) => heard({ transcript })),
    ...parts.map((part) => heard({ data: part })),
    heard({ expires_at: expiresAt }),
  ]
}

function functionCallPieces(call: JsonObject | undefined, split: Split): Piece[] {
  if (call === undefined) {
    return []
  }
  const pieces = split(stringIn(call['arguments']) ?? '')
  return [
    { delta: { function_call: { name: call['name'] ?? '', arguments: '' } } },
    ...pieces.map((piece) => ({ delta: { function_call: { arguments: piece } } })),
  ]
}

function toolCallPieces(call: JsonObject, index: number, split: Split): Piece[] {
  const kind = stringIn(call['type']) ?? 'function'
  const details = objectIn(call[kind]) ?? {}
  const [field] = kind === 'custom' ? ['input'] : ['arguments']
  const name = field ?? 'arguments'
  const opening = { index, id: call['id'] ?? '', type: kind, [kind]: { ...details, [name]: '' } }
  return [
    { delta: { tool_calls: [opening] } },
    ...split(stringIn(details[name]) ?? '').map((piece) => ({
      delta: { tool_calls: [{ index, [kind]: { [name]: piece } }] },
    })),
  ]
}
