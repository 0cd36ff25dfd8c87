import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObjects, asString } from '../../web/json/narrow.ts'

/** An item of a conversation. */
export interface Item {
  /** The item as in events, without sound. */
  json: JsonObject
  /** Sound of a user's message, in pieces, unless there is too much of it. */
  sound?: Uint8Array[]
  /** Length of the sound in milliseconds; for the assistant, of the sound sent so far. */
  milliseconds: number
  /** The words of a user's sound, also if the client did not ask for a transcription. */
  words?: string
}

/** Maximum number of items of a conversation. Each costs memory. */
export const MAX_ITEMS = 5000

/** Items of the conversation that the mock reads; older ones do not change its answers. */
const MAX_CONTEXT_ITEMS = 200

/** The items of a session, in order. */
export class Conversation {
  readonly #items: Item[] = []
  readonly #byId = new Map<string, Item>()

  get isFull(): boolean {
    return this.#items.length >= MAX_ITEMS
  }

  /** @returns the item with that id */
  find(id: string): Item | undefined {
    return this.#byId.get(id)
  }

  /** @returns the id of the item before, or null for the first */
  previousId(id: string): string | null {
    const index = this.#items.findIndex((item) => idOf(item) === id)
    const before = this.#items[index - 1]
    return before === undefined ? null : idOf(before)
  }

  /** @returns the id of the last item, or null */
  get lastId(): string | null {
    const last = this.#items.at(-1)
    return last === undefined ? null : idOf(last)
  }

  /**
   * Adds an item.
   *
   * @param after the id of the item before; `root` for the start; undefined for the end
   * @returns the id of the item before, or null; undefined if that item is unknown
   */
  add(item: Item, after?: string): string | null | undefined {
    const index = after === undefined ? this.#items.length : after === 'root' ? 0 : this.#indexAfter(after)
    if (index === undefined) {
      return undefined
    }
    this.#items.splice(index, 0, item)
    this.#byId.set(idOf(item), item)
    return this.previousId(idOf(item))
  }

  /** @returns whether there was such an item */
  remove(id: string): boolean {
    const index = this.#items.findIndex((item) => idOf(item) === id)
    if (index === -1) {
      return false
    }
    this.#items.splice(index, 1)
    return this.#byId.delete(id)
  }

  /** @returns the items, newest last */
  get recent(): readonly Item[] {
    return this.#items.slice(-MAX_CONTEXT_ITEMS)
  }

  #indexAfter(id: string): number | undefined {
    const index = this.#items.findIndex((item) => idOf(item) === id)
    return index === -1 ? undefined : index + 1
  }
}

/** @returns the id of an item */
export function idOf({ json }: Pick<Item, 'json'>): string {
  return asString(json['id']) ?? ''
}

/** @returns an item as the input of the Responses API; undefined for items that it does not have */
export function toInputItem({ json, words }: Item): JsonObject | undefined {
  const { type } = json
  if (type === 'function_call') {
    const { call_id: callId = '', name = '', arguments: input = '' } = json
    return { type, call_id: callId, name, arguments: input }
  }
  if (type === 'function_call_output') {
    return { type, call_id: json['call_id'] ?? '', output: json['output'] ?? '' }
  }
  if (type !== 'message') {
    return undefined
  }
  const role = json['role'] ?? 'user'
  const content = asObjects(json['content']).map((part) => inputPart(part, words))
  return { type: 'message', role, content }
}

function inputPart(part: JsonObject, words: string | undefined): JsonObject {
  const text: Json = part['text'] ?? part['transcript'] ?? words ?? ''
  switch (part['type']) {
    case 'output_text':
    case 'output_audio':
      return { type: 'output_text', text, annotations: [] }
    case 'input_image':
      return { type: 'input_image', image_url: part['image_url'] ?? '', detail: part['detail'] ?? 'auto' }
    default:
      return { type: 'input_text', text }
  }
}
