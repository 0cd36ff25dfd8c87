import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asString } from '../../web/json/narrow.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import { similarIdentifier } from '../../openai/ids.ts'
import type { StreamPlayer } from '../play-stream.ts'

/** A request that waits for its turn, or is answered. */
export interface LaneRequest {
  body: JsonObject
  generate: boolean
  /** The items of the previous responses and of the request. */
  items: readonly JsonObject[]
  previousResponseId: string | undefined
}

/** Input that steers a response. */
export interface Steer {
  id: string
  input: JsonObject[]
}

/** The request that a lane answers. */
export interface CurrentRequest extends LaneRequest {
  player: StreamPlayer | undefined
  /** The response as the last event had it. */
  response: JsonObject | undefined
  /** The items of the response that are done. */
  output: JsonObject[]
  /** The `sequence_number` of the next event. */
  sequence: number
  /** New ids of a response that has the ids of an earlier one. */
  renamed: Map<string, string> | undefined
  steers: Steer[]
  isFinal: boolean
  /** The message whose text is being sent. */
  open: OpenMessage | undefined
}

/** A message that was added, and the text sent so far. */
export interface OpenMessage {
  item: JsonObject
  /** `item_id`, `output_index` and `content_index` of its text; undefined before the first delta. */
  place: JsonObject | undefined
  text: string
}

/** Requests with the same `stream_id`, answered in order. */
export interface Lane {
  id: string | undefined
  queue: LaneRequest[]
  current: CurrentRequest | undefined
}

/** Ids that the mock generates for responses, their items and calls. */
const GENERATED_IDS = /\b[a-z]+_(?:[0-9a-f]{48}|(?<=call_)[A-Za-z0-9]{24})\b/g

/** @returns a request that starts to be answered */
export function startRequest(request: LaneRequest): CurrentRequest {
  return {
    ...request,
    player: undefined,
    response: undefined,
    output: [],
    sequence: 0,
    renamed: undefined,
    steers: [],
    isFinal: false,
    open: undefined,
  }
}

/** The last events of a response. */
const FINAL_EVENTS = new Set(['response.completed', 'response.incomplete', 'response.failed', 'error'])

/** Notes an event of the current response. */
export function noteEvent(current: CurrentRequest, event: JsonObject): void {
  current.response = asObject(event['response']) ?? current.response
  current.sequence = (asNumber(event['sequence_number']) ?? current.sequence) + 1
  noteItem(current, event)
  current.isFinal ||= FINAL_EVENTS.has(asString(event['type']) ?? '')
}

function noteItem(current: CurrentRequest, event: JsonObject): void {
  const item = asObject(event['item']) ?? {}
  switch (event['type']) {
    case 'response.output_item.added':
      current.open = { item, place: undefined, text: '' }
      return
    case 'response.output_item.done':
      current.open = undefined
      current.output.push(item)
      return
    case 'response.output_text.delta':
      if (current.open !== undefined) {
        const { item_id: itemId = '', output_index: index = 0, content_index: part = 0, delta } = event
        current.open.place = { item_id: itemId, output_index: index, content_index: part }
        current.open.text += asString(delta) ?? ''
      }
      return
    default:
  }
}

/** Replaces the generated ids of an event, because two equal requests get equal ids. */
export function renameIds(event: JsonObject, renamed: Map<string, string>, random: Random): JsonObject {
  const text = JSON.stringify(event).replaceAll(GENERATED_IDS, (id) => {
    const known = renamed.get(id) ?? similarIdentifier(id, random)
    renamed.set(id, known)
    return known
  })
  return asObject(JSON.parse(text)) ?? event
}
