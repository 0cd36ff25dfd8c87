import { idPrefixOf } from '../../src/openai/id-forms.ts'
import type { JsonObject } from '../document.ts'

/** What objects are that do not say so (`object`), by the prefix of their id. */
const KINDS: Readonly<Record<string, string>> = { role_: 'role', msg_: 'message', video_: 'video' }

/** @returns what kind of object this is, in the API's own words: `thread.run`, `batch`; '' when nothing tells */
export function kindOf({ object, id }: JsonObject): string {
  if (typeof object === 'string') {
    return object
  }
  return (typeof id === 'string' ? KINDS[idPrefixOf(id) ?? ''] : undefined) ?? ''
}
