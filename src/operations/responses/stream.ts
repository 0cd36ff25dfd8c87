import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { partialImages } from '../../media/image/partial-images.ts'
import { obfuscationOf, wantsObfuscation } from '../streaming/obfuscation.ts'
import { asUnfinished } from './unfinished.ts'
import { tokenPieces } from '../streaming/token-pieces.ts'
import type { ToEvents, StreamRequest } from '../streaming/stream-types.ts'
import { typedEvent } from '../streaming/typed-event.ts'

/** Chunking of texts and images. */
interface Chunking {
  split: StreamRequest['split']
  /** Partial images before each final one, from the tool `image_generation`. */
  partialImages: number
}

/** An event before it is numbered. */
type UnnumberedEvent = JsonObject & { type: string }

/**
 * Events of a response (API reference, "Streaming events"): created, then each output item added, filled and done, then
 * completed. `sequence_number` has no gaps; `starting_after` skips events that the client has already received.
 */
export const responseEvents: ToEvents = function* (answer, { body, query, split }) {
  const startingAfter = Number(query.get('starting_after') ?? -1)
  // Streams of background responses are not padded (8 of 8 recorded streams).
  const isPadded = wantsObfuscation(body) && answer['background'] !== true
  let number = 0
  for (const event of unnumberedEvents(answer, { split, partialImages: partialImagesOf(body) })) {
    if (number > startingAfter) {
      const { delta } = event
      const padding = isPadded && typeof delta === 'string' ? { obfuscation: obfuscationOf(delta) } : {}
      yield typedEvent({ ...event, sequence_number: number, ...padding })
    }
    number += 1
  }
}

function* unnumberedEvents(answer: JsonObject, cutting: Chunking): Iterable<UnnumberedEvent> {
  const opening = { ...asUnfinished(answer), service_tier: 'auto' }
  yield { type: 'response.created', response: opening }
  if (answer['background'] === true) {
    yield { type: 'response.queued', response: { ...opening, status: 'queued' } }
  }
  yield { type: 'response.in_progress', response: opening }
  for (const [index, item] of asObjects(answer['output']).entries()) {
    yield* itemEvents(item, index, cutting)
  }
  yield { type: FINAL_EVENTS[asString(answer['status']) ?? ''] ?? 'response.completed', response: answer }
}

/** The last event, by the response's status. */
const FINAL_EVENTS: Record<string, string> = {
  incomplete: 'response.incomplete',
  failed: 'response.failed',
}

function* itemEvents(item: JsonObject, index: number, cutting: Chunking): Iterable<UnnumberedEvent> {
  const kind = asString(item['type']) ?? ''
  const isInProgress = 'status' in item && !TYPES_WITHOUT_PROGRESS.has(kind)
  const opening = { ...item, ...INITIAL_FIELDS[kind], ...(isInProgress && { status: 'in_progress' }) }
  yield { type: 'response.output_item.added', output_index: index, item: opening }
  const place = { item_id: item['id'] ?? '', output_index: index }
  yield* ITEM_EVENTS[kind]?.(item, place, cutting) ?? []
  yield { type: 'response.output_item.done', output_index: index, item }
}

/** Item types whose status is final when they are added. */
const TYPES_WITHOUT_PROGRESS = new Set(['program_output'])

/** Initial values of the fields that later events fill, by item type. */
const INITIAL_FIELDS: Record<string, JsonObject> = {
  message: { content: [] },
  reasoning: { summary: [] },
  function_call: { arguments: '' },
  custom_tool_call: { input: '' },
  code_interpreter_call: { code: '' },
  mcp_call: { arguments: '' },
  mcp_list_tools: { tools: [] },
  image_generation_call: { result: null },
  shell_call_output: { output: [] },
}

type ItemEvents = (item: JsonObject, place: JsonObject, cutting: Chunking) => Iterable<UnnumberedEvent>

/** The events between `output_item.added` and `output_item.done`, by item type. */
const ITEM_EVENTS: Record<string, ItemEvents> = {
  message: messageEvents,
  reasoning: reasoningEvents,
  function_call: (item, place, cutting) =>
    textEvents('response.function_call_arguments', asString(item['arguments']) ?? '', {
      place,
      cutting,
      done: { name: item['name'] ?? '' },
      field: 'arguments',
    }),
  custom_tool_call: (item, place, cutting) =>
    textEvents('response.custom_tool_call_input', asString(item['input']) ?? '', {
      place,
      cutting,
      done: {},
      field: 'input',
    }),
  web_search_call: (_, place) =>
    stepEvents('response.web_search_call', ['in_progress', 'searching', 'completed'], place),
  file_search_call: (_, place) =>
    stepEvents('response.file_search_call', ['in_progress', 'searching', 'completed'], place),
  image_generation_call: imageEvents,
  shell_call: shellEvents,
  shell_call_output: shellOutputEvents,
  code_interpreter_call: codeInterpreterEvents,
  mcp_list_tools: (_, place) => stepEvents('response.mcp_list_tools', ['in_progress', 'completed'], place),
  mcp_call: mcpCallEvents,
}

function* messageEvents(item: JsonObject, place: JsonObject, cutting: Chunking): Iterable<UnnumberedEvent> {
  for (const [contentIndex, part] of asObjects(item['content']).entries()) {
    const here = { ...place, content_index: contentIndex }
    const isRefusal = part['type'] === 'refusal'
    const text = asString(part[isRefusal ? 'refusal' : 'text']) ?? ''
    const opening = isRefusal ? { ...part, refusal: '' } : { ...part, text: '', annotations: [] }
    yield { type: 'response.content_part.added', ...here, part: opening }
    yield* isRefusal
      ? textEvents('response.refusal', text, { place: here, cutting, done: {}, field: 'refusal' })
      : outputTextEvents(part, here, cutting)
    yield { type: 'response.content_part.done', ...here, part }
  }
}

function* outputTextEvents(
  part: JsonObject,
  place: JsonObject,
  cutting: Chunking,
): Iterable<UnnumberedEvent> {
  const text = asString(part['text']) ?? ''
  const logprobs = asObjects(part['logprobs'])
  const tokens = logprobs.map(({ token }) => asString(token) ?? '')
  for (const { piece, token } of tokenPieces(text, tokens, cutting.split)) {
    const ofPiece = token === undefined ? [] : logprobs.slice(token, token + 1)
    yield { type: 'response.output_text.delta', ...place, delta: piece, logprobs: ofPiece }
  }
  for (const [annotationIndex, annotation] of asArray(part['annotations']).entries()) {
    yield {
      type: 'response.output_text.annotation.added',
      ...place,
      annotation_index: annotationIndex,
      annotation,
    }
  }
  yield { type: 'response.output_text.done', ...place, text, logprobs: asArray(part['logprobs']) }
}

function* reasoningEvents(item: JsonObject, place: JsonObject, cutting: Chunking): Iterable<UnnumberedEvent> {
  for (const [summaryIndex, part] of asObjects(item['summary']).entries()) {
    const here = { ...place, summary_index: summaryIndex }
    const text = asString(part['text']) ?? ''
    yield { type: 'response.reasoning_summary_part.added', ...here, part: { ...part, text: '' } }
    yield* textEvents('response.reasoning_summary_text', text, {
      place: here,
      cutting,
      done: {},
      field: 'text',
    })
    yield { type: 'response.reasoning_summary_part.done', ...here, part }
  }
  for (const [contentIndex, part] of asObjects(item['content']).entries()) {
    const here = { ...place, content_index: contentIndex }
    yield* textEvents('response.reasoning_text', asString(part['text']) ?? '', {
      place: here,
      cutting,
      done: {},
      field: 'text',
    })
  }
}

function* codeInterpreterEvents(
  item: JsonObject,
  place: JsonObject,
  cutting: Chunking,
): Iterable<UnnumberedEvent> {
  const name = 'response.code_interpreter_call'
  yield { type: `${name}.in_progress`, ...place }
  yield* textEvents('response.code_interpreter_call_code', asString(item['code']) ?? '', {
    place,
    cutting,
    done: {},
    field: 'code',
  })
  yield* stepEvents(name, ['interpreting', 'completed'], place)
}

function* imageEvents(
  item: JsonObject,
  place: JsonObject,
  { partialImages: count }: Chunking,
): Iterable<UnnumberedEvent> {
  const name = 'response.image_generation_call'
  yield* stepEvents(name, ['in_progress', 'generating'], place)
  let index = 0
  for (const partial of partialImages(asString(item['result']) ?? '', count)) {
    yield {
      type: `${name}.partial_image`,
      ...place,
      partial_image_index: index,
      partial_image_b64: partial,
    }
    index += 1
  }
  yield* stepEvents(name, ['completed'], place)
}

function* shellEvents(
  item: JsonObject,
  { output_index }: JsonObject,
  { split }: Chunking,
): Iterable<UnnumberedEvent> {
  const name = 'response.shell_call_command'
  for (const [index, command] of asArray(asObject(item['action'])?.['commands']).entries()) {
    const here = { output_index: output_index ?? 0, command_index: index }
    yield { type: `${name}.added`, ...here, command: '' }
    for (const delta of split(asString(command) ?? '')) {
      yield { type: `${name}.delta`, ...here, delta }
    }
    yield { type: `${name}.done`, ...here, command }
  }
}

function* shellOutputEvents(
  item: JsonObject,
  place: JsonObject,
  { split }: Chunking,
): Iterable<UnnumberedEvent> {
  const name = 'response.shell_call_output_content'
  for (const [index, output] of asObjects(item['output']).entries()) {
    const here = { ...place, command_index: index }
    for (const stream of ['stdout', 'stderr']) {
      for (const piece of split(asString(output[stream]) ?? '')) {
        yield { type: `${name}.delta`, ...here, delta: { [stream]: piece } }
      }
    }
    yield { type: `${name}.done`, ...here, output: [output] }
  }
}

function partialImagesOf(body: JsonObject): number {
  const tool = asObjects(body['tools']).find(({ type }) => type === 'image_generation')
  return asNumber(tool?.['partial_images']) ?? 0
}

function* mcpCallEvents(item: JsonObject, place: JsonObject, cutting: Chunking): Iterable<UnnumberedEvent> {
  const failed = item['error'] !== undefined && item['error'] !== null
  yield { type: 'response.mcp_call.in_progress', ...place }
  yield* textEvents('response.mcp_call_arguments', asString(item['arguments']) ?? '', {
    place,
    cutting,
    done: {},
    field: 'arguments',
  })
  yield { type: `response.mcp_call.${failed ? 'failed' : 'completed'}`, ...place }
}

/** The text in `.delta` events, then whole in `.done`. */
function* textEvents(
  name: string,
  text: string,
  { place, cutting, done, field }: { place: JsonObject; cutting: Chunking; done: JsonObject; field: string },
): Iterable<UnnumberedEvent> {
  for (const delta of cutting.split(text)) {
    yield { type: `${name}.delta`, ...place, delta }
  }
  const whole: Json = text
  yield { type: `${name}.done`, ...place, ...done, [field]: whole }
}

function* stepEvents(name: string, steps: string[], place: JsonObject): Iterable<UnnumberedEvent> {
  for (const step of steps) {
    yield { type: `${name}.${step}`, ...place }
  }
}
