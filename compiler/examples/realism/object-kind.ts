import { idPrefixOf } from '../../../src/openai/id-formats.ts'
import type { JsonObject } from '../../document/document.ts'

/** Kinds of objects without a property `object`, by the prefix of their id. */
const KIND_BY_PREFIX: Readonly<Record<string, string>> = { role_: 'role', msg_: 'message', video_: 'video' }

/** @returns the kind of an object, as in its property `object`: `thread.run`, `batch`; '' if unknown */
export function objectKindOf({ object, id }: JsonObject): string {
  if (typeof object === 'string') {
    return object
  }
  return (typeof id === 'string' ? KIND_BY_PREFIX[idPrefixOf(id) ?? ''] : undefined) ?? ''
}
