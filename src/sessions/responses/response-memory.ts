import type { JsonObject } from '../../web/json/json.ts'
import { asObjects, asString } from '../../web/json/narrow.ts'

/** A response of this connection, which later requests can continue. */
export interface RememberedResponse {
  /** Its whole input and output, as input items. */
  items: readonly JsonObject[]
  /** The call ids of its output that need an output. */
  openCalls: readonly { type: string; call_id: string }[]
}

/** Maximum number of responses that a connection remembers. */
const MAX_RESPONSES = 200

/** Maximum size of what a connection remembers, in characters of JSON. */
const MAX_CHARACTERS = 16_000_000

/** Types of calls that the client answers, and the types of their outputs. */
const OUTPUT_TYPES: Readonly<Record<string, string>> = {
  function_call: 'function_call_output',
  custom_tool_call: 'custom_tool_call_output',
  local_shell_call: 'local_shell_call_output',
  shell_call: 'shell_call_output',
  computer_call: 'computer_call_output',
  apply_patch_call: 'apply_patch_call_output',
}

/** The responses of one connection, also those with `store: false`. The oldest ones are forgotten. */
export class ResponseMemory {
  readonly #responses = new Map<string, RememberedResponse & { characters: number }>()
  #characters = 0

  /** @returns the response with that id, if it was made on this connection */
  find(id: string): RememberedResponse | undefined {
    return this.#responses.get(id)
  }

  /** Remembers a response. */
  add(response: JsonObject, input: readonly JsonObject[]): void {
    const output = asObjects(response['output'])
    const items = [...input, ...output]
    const characters = JSON.stringify(items).length
    const openCalls = output.flatMap(({ type, call_id: callId }) => {
      const outputType = OUTPUT_TYPES[asString(type) ?? '']
      return outputType !== undefined && typeof callId === 'string'
        ? [{ type: outputType, call_id: callId }]
        : []
    })
    this.#responses.set(asString(response['id']) ?? '', { items, openCalls, characters })
    this.#characters += characters
    for (const [id, oldest] of this.#responses) {
      if (this.#responses.size <= MAX_RESPONSES && this.#characters <= MAX_CHARACTERS) {
        break
      }
      this.#characters -= oldest.characters
      this.#responses.delete(id)
    }
  }
}

/** @returns the input of a request as items; a text is a message of the user */
export function toItems(input: unknown): JsonObject[] {
  return typeof input === 'string' ? [{ type: 'message', role: 'user', content: input }] : asObjects(input)
}
