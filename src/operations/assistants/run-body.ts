import type { Kept } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import type { StateRequest } from '../state/behavior.ts'
import { goneError } from '../state/lookup.ts'
import { EARLIER_STEPS } from './run-reply.ts'
import { ASSISTANTS } from './thread-families.ts'

/** Parameters of a run that its assistant sets, unless the request does. */
const INHERITED = ['model', 'instructions', 'tools', 'temperature', 'top_p', 'response_format']

/**
 * @returns the kept assistant that a request names
 * @throws {import('../../openai/errors.ts').ApiError} 404 if it was deleted
 */
export function assistantOf({
  store,
  body,
  isStrict,
}: Pick<StateRequest, 'store' | 'body' | 'isStrict'>): JsonObject | undefined {
  const id = asString(body['assistant_id']) ?? ''
  const kept = store.find({ family: ASSISTANTS, parent: '', id })
  if (kept === undefined ? isStrict : kept.gone) {
    throw goneError({ assistant_id: id }, 'assistant_id')
  }
  return kept?.body
}

/** What a run takes from kept objects. */
export interface RunContext {
  assistant: JsonObject | undefined
  /** The messages of the thread, oldest first. */
  messages: readonly JsonObject[]
}

/** @returns the request of a run with the parameters of its assistant and the thread; undefined if it has neither */
export function wholeRequest(body: JsonObject, { assistant, messages }: RunContext): JsonObject | undefined {
  if (assistant === undefined && messages.length === 0) {
    return undefined
  }
  const own = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
  const inherited = INHERITED.filter((name) => (assistant?.[name] ?? null) !== null)
  const whole = { ...Object.fromEntries(inherited.map((name) => [name, assistant?.[name] ?? null])), ...own }
  const instructions = [asString(whole['instructions']), asString(own['additional_instructions'])]
  const all = [...messages, ...asObjects(own['additional_messages'])]
  return {
    ...whole,
    ...(instructions.some((text) => text !== undefined) && {
      instructions: instructions.filter((text) => text !== undefined && text !== '').join('\n'),
    }),
    additional_messages: truncate(all, asObject(own['truncation_strategy'])),
  }
}

/** Applies `truncation_strategy`: only the last messages of the thread count. */
function truncate(messages: readonly JsonObject[], strategy: JsonObject | undefined): JsonObject[] {
  const last = strategy?.['type'] === 'last_messages' ? asNumber(strategy['last_messages']) : undefined
  return last === undefined ? [...messages] : messages.slice(-last)
}

/** @returns the properties of a run that follow from its assistant, in place of those of the example */
export function inheritedFields(whole: JsonObject, assistant: JsonObject | undefined): JsonObject {
  return assistant === undefined
    ? {}
    : {
        model: whole['model'] ?? '',
        instructions: whole['instructions'] ?? '',
        tools: whole['tools'] ?? [],
        max_prompt_tokens: whole['max_prompt_tokens'] ?? null,
        max_completion_tokens: whole['max_completion_tokens'] ?? null,
      }
}

/** Parameters of a run that the request to continue it does not repeat. */
const REPEATED = [...INHERITED, 'max_completion_tokens', 'parallel_tool_calls']

/**
 * @param earlier the steps that called tools, with outputs, oldest first
 * @returns the request that continues a run
 */
export function continuedRequest(
  run: Kept,
  { body, messages, earlier }: { body: JsonObject; messages: readonly JsonObject[]; earlier: JsonObject[] },
): JsonObject {
  const parameters = REPEATED.filter((name) => (run.body[name] ?? null) !== null)
  return {
    ...Object.fromEntries(parameters.map((name) => [name, run.body[name] ?? null])),
    ...body,
    additional_messages: [...messages],
    [EARLIER_STEPS]: earlier,
  }
}
