import { type RawFormat, rawFormat, rawMelody } from '../../media/audio/raw-sound.ts'
import { spokenSeconds } from '../../media/audio/speech.ts'
import { toBase64 } from '../../web/bytes/base64.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import type { StreamEvent } from '../../web/sse/event.ts'
import type { StreamRequest } from '../streaming/stream-types.ts'
import { typedEvent } from '../streaming/typed-event.ts'

/** Sound in one event, in milliseconds. */
export const DELTA_MS = 100

/** How the text of a response is returned. */
export interface Output {
  split: StreamRequest['split']
  isSpoken: boolean
  format: RawFormat
  /** 1 is the normal rate. */
  speed: number
}

/** @param body the merged settings of the session and its `response.create` */
export function readOutput(body: JsonObject, split: StreamRequest['split']): Output {
  const audio = asObject(asObject(body['audio'])?.['output'])
  return {
    split,
    isSpoken: !asArray(body['output_modalities']).includes('text'),
    format: rawFormat(asObject(audio?.['format'])?.['type']),
    speed: asNumber(audio?.['speed']) ?? 1,
  }
}

/** @returns the whole text of a message of the Responses API, or of its refusal */
export function textOf(item: JsonObject): string {
  return asObjects(item['content'])
    .map((part) => asString(part['text']) ?? asString(part['refusal']) ?? '')
    .join('')
}

/** @returns the length of an item's sound in milliseconds; 0 without sound */
export function spokenMilliseconds(item: JsonObject, { isSpoken, speed }: Output): number {
  return isSpoken && item['type'] === 'message' ? soundLength(textOf(item), speed) : 0
}

/** @returns the length of the spoken text in milliseconds, a multiple of ten */
export function soundLength(text: string, speed: number): number {
  return text === '' ? 0 : Math.round(spokenSeconds(text, speed) * 100) * 10
}

/** @returns an item of the Responses API as an item of Realtime */
export function realtimeItem(item: JsonObject, { isSpoken }: Output, status: string): JsonObject {
  const { id = '' } = item
  if (item['type'] === 'function_call') {
    const { call_id = '', name = '', arguments: input = '' } = item
    return { id, object: 'realtime.item', type: 'function_call', status, call_id, name, arguments: input }
  }
  const text = textOf(item)
  const part: JsonObject = isSpoken
    ? { type: 'output_audio', transcript: text }
    : { type: 'output_text', text }
  return { id, object: 'realtime.item', type: 'message', status, role: 'assistant', content: [part] }
}

/** @returns the events of one item, from `response.output_item.added` to `response.output_item.done` */
export function* itemEvents(item: JsonObject, place: JsonObject, output: Output): Iterable<StreamEvent> {
  const isCall = item['type'] === 'function_call'
  const opening: JsonObject = {
    ...item,
    status: 'in_progress',
    ...(isCall ? { arguments: '' } : { content: [] }),
  }
  yield typedEvent({ type: 'response.output_item.added', ...place, item: opening })
  yield typedEvent({ type: 'conversation.item.added', previous_item_id: null, item: opening })
  const here = {
    response_id: place['response_id'] ?? '',
    item_id: item['id'] ?? '',
    output_index: place['output_index'] ?? 0,
  }
  yield* isCall ? callEvents(item, here, output) : partEvents(item, { ...here, content_index: 0 }, output)
  yield typedEvent({ type: 'conversation.item.done', previous_item_id: null, item })
  yield typedEvent({ type: 'response.output_item.done', ...place, item })
}

function* callEvents(item: JsonObject, here: JsonObject, { split }: Output): Iterable<StreamEvent> {
  const input = asString(item['arguments']) ?? ''
  const call = { ...here, call_id: item['call_id'] ?? '' }
  for (const delta of split(input)) {
    yield typedEvent({ type: 'response.function_call_arguments.delta', ...call, delta })
  }
  const name = item['name'] ?? ''
  yield typedEvent({ type: 'response.function_call_arguments.done', ...call, name, arguments: input })
}

function* partEvents(item: JsonObject, here: JsonObject, output: Output): Iterable<StreamEvent> {
  const [content = {}] = asObjects(item['content'])
  const kind = output.isSpoken ? 'audio' : 'text'
  const field = output.isSpoken ? 'transcript' : 'text'
  const text = asString(content[field]) ?? ''
  yield typedEvent({ type: 'response.content_part.added', ...here, part: { type: kind, [field]: '' } })
  yield* output.isSpoken ? soundEvents(text, here, output) : textEvents(text, here, output)
  yield typedEvent({ type: 'response.content_part.done', ...here, part: { type: kind, [field]: text } })
}

function* textEvents(text: string, here: JsonObject, { split }: Output): Iterable<StreamEvent> {
  for (const delta of split(text)) {
    yield typedEvent({ type: 'response.output_text.delta', ...here, delta })
  }
  yield typedEvent({ type: 'response.output_text.done', ...here, text })
}

/** Transcript and sound, mixed; the transcript is ahead of the sound. */
function* soundEvents(
  text: string,
  here: JsonObject,
  { split, format, speed }: Output,
): Iterable<StreamEvent> {
  const name = 'response.output_audio_transcript'
  const pieces = split(text)
  const length = soundLength(text, speed)
  const deltas = Math.ceil(length / DELTA_MS)
  let next = 0
  for (let index = 0; index < deltas; index += 1) {
    const ahead = Math.ceil((pieces.length * (index + 1)) / deltas)
    for (; next < ahead; next += 1) {
      yield typedEvent({ type: `${name}.delta`, ...here, delta: pieces[next] ?? '' })
    }
    const start = index * DELTA_MS
    const sound = rawMelody(start, Math.min(DELTA_MS, length - start), format)
    yield typedEvent({ type: 'response.output_audio.delta', ...here, delta: toBase64(sound) })
  }
  yield typedEvent({ type: 'response.output_audio.done', ...here })
  yield typedEvent({ type: `${name}.done`, ...here, transcript: text })
}
