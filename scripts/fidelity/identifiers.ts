import { isRecord } from '../../src/web/json/is-record.ts'
import type { Json } from '../../src/web/json/json.ts'

/** Ids of the API: a prefix of letters, a separator, and at least six characters. */
const IDENTIFIER = new RegExp(
  '\\b(?:file|asst|thread|run|msg|step|vs|vsfb|batch|resp|ftjob|conv|cntr|cfile|upload|part|chatcmpl|skill|skillver' +
    '|video|rs|fc|call|ws|ig|ci|mcp|mcpl|mcpr|fs|proj|user|key|eval|evalrun|outputitem)[-_][A-Za-z0-9_-]{6,}\\b',
  'g',
)

/** Fine-tuned models and bare hexadecimal ids, which also stand for one object in a path. */
const OTHER_IDENTIFIER = /^(?:ft:|[0-9a-f]{16,}$)/

/** @returns the ids in a text */
export function identifiersIn(text: string): string[] {
  return text.match(IDENTIFIER) ?? []
}

/** @returns method and path with `{id}` in the place of ids: `GET /v1/files/{id}` */
export function operationName(method: string, target: string): string {
  const [path = ''] = target.split('?')
  const names = path
    .split('/')
    .map((part) => (identifiersIn(part).length > 0 || OTHER_IDENTIFIER.test(part) ? '{id}' : part))
  return `${method} ${names.join('/')}`
}

/** Maps recorded ids to those that the mock gave to the same objects. */
export class IdentifierMap {
  readonly #ids = new Map<string, string>()

  /** Learns the ids at the same places of two answers. */
  learn(recorded: Json, mocked: Json): void {
    if (typeof recorded === 'string' && typeof mocked === 'string') {
      if (identifiersIn(recorded)[0] === recorded && identifiersIn(mocked)[0] === mocked) {
        this.#ids.set(recorded, mocked)
      }
    } else if (Array.isArray(recorded) && Array.isArray(mocked)) {
      recorded.forEach((item, index) => this.learn(item, mocked[index] ?? null))
    } else if (isRecord(recorded) && isRecord(mocked)) {
      Object.entries(recorded).forEach(([name, value]) => this.learn(value, mocked[name] ?? null))
    }
  }

  /** @returns the text with the mock's ids */
  translate(text: string): string {
    return text.replace(IDENTIFIER, (id) => this.#ids.get(id) ?? id)
  }
}
