import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects } from '../../web/json/narrow.ts'

/** Ids that the mock generated, rather than a patch. */
const GENERATED_ID = /^(resp|item)_[0-9a-f]{32,}$/

/** The ids of one response, which replace those of its answer: two equal requests get equal answers. */
export class OwnIds {
  readonly #ids = new Map<string, string>()
  readonly #responseId: string
  readonly #newItemId: () => string

  constructor(responseId: string, newItemId: () => string) {
    this.#responseId = responseId
    this.#newItemId = newItemId
  }

  /** Replaces generated ids, which two equal requests share. */
  replace(fields: JsonObject): JsonObject {
    const changed: JsonObject = {}
    for (const [name, value] of Object.entries(fields)) {
      if (name === 'response_id' || name === 'item_id') {
        changed[name] = this.#ownId(value)
      } else if (name === 'response' || name === 'item') {
        changed[name] = this.#withOwnId(asObject(value) ?? {})
      } else {
        changed[name] = value
      }
    }
    return changed
  }

  #withOwnId(object: JsonObject): JsonObject {
    const output = object['output']
    return {
      ...object,
      ...(object['id'] !== undefined && { id: this.#ownId(object['id']) }),
      ...(Array.isArray(output) && { output: asObjects(output).map((item) => this.#withOwnId(item)) }),
    }
  }

  #ownId(value: Json): Json {
    const [, prefix] = (typeof value === 'string' ? GENERATED_ID.exec(value) : null) ?? []
    if (typeof value !== 'string' || prefix === undefined) {
      return value
    }
    const known = this.#ids.get(value) ?? (prefix === 'resp' ? this.#responseId : this.#newItemId())
    this.#ids.set(value, known)
    return known
  }
}
