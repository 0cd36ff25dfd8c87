import type { JsonObject } from '../../web/json/json.ts'
import { asObjects, asString } from '../../web/json/narrow.ts'
import type { CurrentRequest } from './lane.ts'

/** Content parts of steering input (SDK, `ResponseSteerEvent`). */
const PART_TYPES = ['input_text', 'input_image', 'input_file']

const ITEM_MEMBERS = ['type', 'role', 'content']

/**
 * Checks the input that steers a response.
 *
 * @param isText whether the client sent a text
 * @returns the problem, if any
 */
export function checkSteerInput(items: readonly JsonObject[], isText: boolean): string | undefined {
  if (items.length === 0) {
    return "Invalid 'input': expected a text or at least one message of the user."
  }
  return isText ? undefined : items.map(checkItem).find((problem) => problem !== undefined)
}

function checkItem(item: JsonObject, index: number): string | undefined {
  const { type = 'message', role, content } = item
  if (type !== 'message' || role !== 'user') {
    return `Invalid 'input[${index}]': only messages with the role 'user' can steer a response.`
  }
  const unknown = Object.keys(item).find((name) => !ITEM_MEMBERS.includes(name))
  if (unknown !== undefined) {
    return `Unknown parameter: 'input[${index}].${unknown}'.`
  }
  const isContent =
    typeof content === 'string' ||
    (Array.isArray(content) &&
      asObjects(content).every((part) => PART_TYPES.includes(asString(part['type']) ?? '')))
  return isContent ? undefined : `Invalid 'input[${index}].content': expected a text or parts of input.`
}

/** @returns whether a steered response may end after an event: within a text, or after an item */
export function isSafeBoundary({ steers, isFinal }: CurrentRequest, { type }: JsonObject): boolean {
  const isBoundary = type === 'response.output_text.delta' || type === 'response.output_item.done'
  return steers.length > 0 && !isFinal && isBoundary
}

/** @returns the events that end a steered response, without their numbers */
export function steeredEvents({ open, response = {}, output }: CurrentRequest): JsonObject[] {
  const events: JsonObject[] = []
  const items = [...output]
  if (open?.place !== undefined) {
    const { text, place } = open
    const part = { type: 'output_text', text, annotations: [], logprobs: [] }
    const item = { ...open.item, status: 'incomplete', content: [part] }
    const { item_id: _, content_index: __, ...ofItem } = place
    items.push(item)
    events.push(
      { type: 'response.output_text.done', ...place, text, logprobs: [] },
      { type: 'response.content_part.done', ...place, part },
      { type: 'response.output_item.done', ...ofItem, item },
    )
  }
  const final = {
    ...response,
    status: 'incomplete',
    completed_at: null,
    incomplete_details: { reason: 'steered' },
    output: items,
  }
  return [...events, { type: 'response.incomplete', response: final }]
}
