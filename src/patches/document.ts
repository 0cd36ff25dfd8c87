import type { Json, JsonObject } from '../catalogue/types.ts'
import type { StreamSettings } from '../streams/pace.ts'

/**
 * The patches of one namespace: the value of the KV key `patches/{namespace}`, or the file `{namespace}.json` on Node.
 * The build makes a JSON Schema and a validator of this type.
 */
export interface PatchDocument {
  /** For editors only. */
  $schema?: string
  /** Rules in order of priority: the first that matches wins. */
  patches: Patch[]
}

/** One rule that changes answers: which operations, and what of the answer. */
export interface Patch {
  /**
   * Shown in the answer's header `x-mock-patches`.
   *
   * @minLength 1
   */
  name?: string
  /** Which operations it changes: `createChatCompletion`, `POST /chat/completions`, a glob of either, or a list. All when left out. */
  operation?: string | string[]
  /** Lets later patches add what this one does not set. */
  continue?: boolean
  /**
   * Status code of the answer; the body is the document's example for that status, unless this patch sets one.
   *
   * @asType integer
   * @minimum 200
   * @maximum 599
   */
  status?: number
  /** Name of one of the operation's examples, such as `functions`. */
  example?: string
  /** Takes the place of the body. */
  body?: Json
  /** JSON Merge Patch (RFC 7396) on the body. */
  merge?: JsonObject
  /** JSON Patch (RFC 6902) on the body, after `merge`. */
  patch?: PatchOperation[]
  /** How a stream is paced and cut. */
  stream?: StreamSettings
  /** Response headers to set; null takes one away. */
  headers?: { [name: string]: string | null }
}

/** One operation of a JSON Patch (RFC 6902, section 4). */
export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: Json }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; path: string; from: string }
