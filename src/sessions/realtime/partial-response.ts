import { rawDuration, type RawFormat } from '../../media/audio/raw-sound.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'

/** An event without its id. */
export interface PlainEvent {
  type: string
  fields: JsonObject
}

/** The part of a response that was sent so far, which completes the events of a cancelled response. */
export class PartialResponse {
  /** Items that are done, and the open one. */
  readonly #done: JsonObject[] = []
  #item: JsonObject | undefined
  #place: JsonObject = {}
  #part: 'text' | 'audio' | undefined
  #text = ''
  #audioBytes = 0
  /** `.done` events that were sent for the open item. */
  readonly #sent = new Set<string>()

  /** Length of the sound sent for the open item, in milliseconds. */
  milliseconds(format: RawFormat): number {
    return rawDuration(this.#audioBytes, format)
  }

  /** Notes an event that is sent. */
  note({ type, fields }: PlainEvent): void {
    switch (type) {
      case 'response.output_item.added':
        this.#open(fields)
        return
      case 'response.output_item.done':
        this.#done.push(asObject(fields['item']) ?? {})
        this.#item = undefined
        return
      case 'response.content_part.added':
        this.#part = asObject(fields['part'])?.['type'] === 'audio' ? 'audio' : 'text'
        return
      case 'response.output_audio.delta':
        this.#audioBytes += base64Length(asString(fields['delta']) ?? '')
        return
      case 'response.output_text.delta':
      case 'response.output_audio_transcript.delta':
      case 'response.function_call_arguments.delta':
        this.#text += asString(fields['delta']) ?? ''
        return
      default:
        this.#sent.add(type)
    }
  }

  #open(fields: JsonObject): void {
    this.#item = asObject(fields['item']) ?? {}
    this.#place = {
      response_id: fields['response_id'] ?? '',
      output_index: fields['output_index'] ?? 0,
    }
    this.#part = undefined
    this.#text = ''
    this.#audioBytes = 0
    this.#sent.clear()
  }

  /** @returns the items sent so far; the open one is incomplete */
  get output(): JsonObject[] {
    return this.#item === undefined ? this.#done : [...this.#done, this.#incompleteItem(this.#item)]
  }

  /** @returns the events that close the open item */
  closingEvents(): PlainEvent[] {
    if (this.#item === undefined) {
      return []
    }
    const item = this.#incompleteItem(this.#item)
    const place = { ...this.#place, item_id: item['id'] ?? '' }
    const events: PlainEvent[] = [
      ...(item['type'] === 'function_call' ? [this.#callDone(item, place)] : this.#partDone(place)),
      { type: 'conversation.item.done', fields: { previous_item_id: null, item } },
      { type: 'response.output_item.done', fields: { ...this.#place, item } },
    ]
    return events.filter(({ type }) => !this.#sent.has(type))
  }

  #incompleteItem(item: JsonObject): JsonObject {
    if (item['type'] === 'function_call') {
      return { ...item, status: 'incomplete', arguments: this.#text }
    }
    const content: JsonObject[] =
      this.#part === undefined
        ? []
        : [
            this.#part === 'audio'
              ? { type: 'output_audio', transcript: this.#text }
              : { type: 'output_text', text: this.#text },
          ]
    return { ...item, status: 'incomplete', content }
  }

  #callDone(item: JsonObject, place: JsonObject): PlainEvent {
    const { call_id: callId = '', name = '' } = item
    return {
      type: 'response.function_call_arguments.done',
      fields: { ...place, call_id: callId, name, arguments: this.#text },
    }
  }

  #partDone(place: JsonObject): PlainEvent[] {
    const here = { ...place, content_index: 0 }
    if (this.#part === undefined) {
      return []
    }
    if (this.#part === 'text') {
      return [
        { type: 'response.output_text.done', fields: { ...here, text: this.#text } },
        { type: 'response.content_part.done', fields: { ...here, part: { type: 'text', text: this.#text } } },
      ]
    }
    const part = { type: 'audio', transcript: this.#text }
    return [
      { type: 'response.output_audio.done', fields: here },
      { type: 'response.output_audio_transcript.done', fields: { ...here, transcript: this.#text } },
      { type: 'response.content_part.done', fields: { ...here, part } },
    ]
  }
}

/** @returns the number of bytes that base64 encodes */
function base64Length(text: string): number {
  return (text.length * 3) / 4 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0)
}
