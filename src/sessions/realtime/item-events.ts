import { rawDuration, rawFormat } from '../../media/audio/raw-sound.ts'
import { toBase64 } from '../../web/bytes/base64.ts'
import { concatenate } from '../../web/bytes/bytes.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { type ClientEvent, invalidType } from '../client-event.ts'
import type { Emitter } from '../emitter.ts'
import type { SessionError } from '../session.ts'
import { readItem } from './client-items.ts'
import { type Conversation, idOf, type Item, MAX_ITEMS } from './conversation.ts'

/** The parts of a session that the events of its items use. */
export interface ItemContext {
  emitter: Emitter
  conversation: Conversation
  session: () => JsonObject
  strict: boolean
  /** Called for a message of the user that contains sound. */
  onSound: (item: Item) => void
}

/** The client events `conversation.item.*`. */
export class ItemEvents {
  readonly #context: ItemContext

  constructor(context: ItemContext) {
    this.#context = context
  }

  create({ fields, eventId }: ClientEvent): void {
    const value = asObject(fields['item'])
    const after = fields['previous_item_id'] ?? undefined
    if (value === undefined) {
      return this.#context.emitter.error(invalidType('item', 'an object'), eventId)
    }
    if (after !== undefined && typeof after !== 'string') {
      return this.#context.emitter.error(invalidType('previous_item_id', 'a string'), eventId)
    }
    const read = readItem(value, 'item', () => this.#context.emitter.newId('item_'))
    if ('error' in read) {
      return this.#context.emitter.error(read.error, eventId)
    }
    const error = this.#checkPlace(read.item, after)
    if (error !== undefined) {
      return this.#context.emitter.error(error, eventId)
    }
    const { item } = read
    const sound = item.sound?.reduce((sum, { length }) => sum + length, 0) ?? 0
    item.milliseconds = item.json['role'] === 'user' ? this.#inputMilliseconds(sound) : 0
    const previous = this.#context.conversation.add(item, after) ?? null
    this.#context.emitter.event('conversation.item.added', { previous_item_id: previous, item: item.json })
    this.#context.emitter.event('conversation.item.done', { previous_item_id: previous, item: item.json })
    if (sound > 0 && item.json['role'] === 'user') {
      this.#context.onSound(item)
    }
  }

  #inputMilliseconds(bytes: number): number {
    const format = asObject(asObject(asObject(this.#context.session()['audio'])?.['input'])?.['format'])?.[
      'type'
    ]
    return rawDuration(bytes, rawFormat(format))
  }

  #checkPlace(item: Item, after: string | undefined): SessionError | undefined {
    const id = idOf(item)
    if (this.#context.conversation.find(id) !== undefined) {
      const message = `Error adding item: an item with id '${id}' already exists.`
      return { code: 'item_create_duplicate_item_id', message, param: 'item.id' }
    }
    if (after !== undefined && after !== 'root' && this.#context.conversation.find(after) === undefined) {
      const message = `Error adding item: the previous item with id '${after}' does not exist.`
      return { code: 'item_create_invalid_previous_item_id', message, param: 'previous_item_id' }
    }
    if (this.#context.conversation.isFull) {
      return {
        code: 'conversation_full',
        message: `The conversation has ${MAX_ITEMS} items. Delete items before you add more.`,
      }
    }
    const callId = item.json['call_id']
    const isAnswer = item.json['type'] === 'function_call_output'
    return isAnswer &&
      this.#context.strict &&
      !this.#context.conversation.recent.some(
        ({ json }) => json['type'] === 'function_call' && json['call_id'] === callId,
      )
      ? {
          code: 'item_create_invalid_call_id',
          message: `Error adding item: no function call with call_id '${asString(callId) ?? ''}' exists.`,
          param: 'item.call_id',
        }
      : undefined
  }

  /** Finds the item of an event, or reports that there is none. */
  #itemOf({ fields, eventId }: ClientEvent, verb: string, code: string): Item | undefined {
    const id = fields['item_id']
    if (typeof id !== 'string') {
      this.#context.emitter.error(invalidType('item_id', 'a string'), eventId)
      return undefined
    }
    const item = this.#context.conversation.find(id)
    if (item === undefined) {
      const message = `Error ${verb} item: the item with id '${id}' does not exist.`
      this.#context.emitter.error({ code, message, param: 'item_id' }, eventId)
    }
    return item
  }

  retrieve(event: ClientEvent): void {
    const item = this.#itemOf(event, 'retrieving', 'item_retrieve_invalid_item_id')
    if (item !== undefined) {
      this.#context.emitter.event('conversation.item.retrieved', { item: withSound(item) })
    }
  }

  delete(event: ClientEvent): void {
    const item = this.#itemOf(event, 'deleting', 'item_delete_invalid_item_id')
    if (item !== undefined) {
      this.#context.conversation.remove(idOf(item))
      this.#context.emitter.event('conversation.item.deleted', { item_id: idOf(item) })
    }
  }

  truncate(event: ClientEvent): void {
    const { fields, eventId } = event
    const item = this.#itemOf(event, 'truncating', 'item_truncate_invalid_item_id')
    if (item === undefined) {
      return
    }
    const end = fields['audio_end_ms']
    const index = fields['content_index']
    if (typeof end !== 'number' || typeof index !== 'number') {
      const name = typeof end === 'number' ? 'content_index' : 'audio_end_ms'
      return this.#context.emitter.error(invalidType(name, 'an integer'), eventId)
    }
    const isSpoken =
      item.json['role'] === 'assistant' &&
      !asObjects(item.json['content']).some(({ type }) => type === 'output_text')
    if (!isSpoken) {
      const message = 'Only model output audio messages can be truncated'
      return this.#context.emitter.error({ code: 'unsupported_content_type', message }, eventId)
    }
    if (end < 0 || end > Math.ceil(item.milliseconds)) {
      const message = `Audio content of ${Math.floor(item.milliseconds)}ms is already shorter than ${end}ms`
      return this.#context.emitter.error({ code: 'invalid_value', message, param: 'audio_end_ms' }, eventId)
    }
    item.milliseconds = end
    item.json = { ...item.json, content: [{ type: 'output_audio' }] }
    this.#context.emitter.event('conversation.item.truncated', {
      item_id: idOf(item),
      content_index: index,
      audio_end_ms: end,
    })
  }
}

/** @returns an item with the user's sound */
function withSound({ json, sound }: Item): JsonObject {
  if (sound === undefined) {
    return json
  }
  const audio = toBase64(concatenate(sound))
  const content = asObjects(json['content']).map((part) =>
    part['type'] === 'input_audio' ? { ...part, audio } : part,
  )
  return { ...json, content }
}
