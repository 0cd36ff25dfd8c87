import type { AssistantReply } from '../adapters/text/assistant-reply.ts'
import type { Fault } from '../faults/fault.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { StreamSettings } from '../streams/pace.ts'

/**
 * The patches of one namespace: the value of the KV key `patches/{namespace}`, or the file `{namespace}.json` on Node.
 * The build makes a JSON Schema and a validator of this type.
 */
export interface PatchDocument {
  /** For editors only. */
  $schema?: string
  /** The namespace whose patches come after these. */
  extends?: 'default'
  settings?: NamespaceSettings
  /** Rules in order of priority: the first that matches wins. */
  patches: Patch[]
}

/** What holds for all answers of a namespace. */
export interface NamespaceSettings {
  /**
   * Stops the clock, in seconds since 1970, so that answers are the same to the byte.
   *
   * @asType integer
   * @minimum 0
   * @maximum 999999999999
   */
  clock?: number
}

/** One rule that changes answers: which operations, when, and what of the answer. */
export interface Patch {
  /**
   * Shown in the answer's header `x-mock-patches`.
   *
   * @minLength 1
   */
  name?: string
  /** Which operations it changes: `createChatCompletion`, `POST /chat/completions`, a glob of either, or a list. All when left out. */
  operation?: string | string[]
  /** All must hold; keys are JSONPath (RFC 9535) into the request. */
  when?: When
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
  /** Answers with an error in OpenAI's envelope: its code, such as `rate_limit_exceeded`, or the code and what differs. */
  error?: string | PatchError
  /** Name of one of the operation's examples, such as `functions`. */
  example?: string
  /** True for a body made up from the schema in the place of the example. */
  dynamic?: boolean
  /** What the assistant says: a text, or all of it. */
  reply?: string | AssistantReply
  /** Takes the place of the body. */
  body?: Json
  /** JSON Merge Patch (RFC 7396) on the body. */
  merge?: JsonObject
  /** JSON Patch (RFC 6902) on the body, after `merge`. */
  patch?: PatchOperation[]
  /** JSONPath (RFC 9535) of the places in the body that `update` or `remove` is for, in the manner of an Overlay action. */
  target?: string
  /** Merged into each place of `target`. */
  update?: Json
  /** True takes each place of `target` away. */
  remove?: boolean
  /** How a stream is paced and cut. */
  stream?: StreamSettings
  /** Response headers to set; null takes one away. */
  headers?: { [name: string]: string | null }
  /** What goes wrong with the delivery; of a list, the first fault that the request meets. */
  fault?: Fault | Fault[]
}

/**
 * What a request must be like. It is seen as `{ method, path, params, query, headers, body, prompt, namespace }`; several
 * members must all hold.
 */
export interface When {
  [path: `$${string}`]: Condition
  /** At least one of these must hold. */
  any?: When[]
  /** Each of these must hold. */
  all?: When[]
  /** This must not hold. */
  not?: When
}

/** What a value must be: a literal means equals; of several values that a path finds, one must be so. */
export type Condition = null | boolean | number | string | Operators

/** Several operators must all hold of the same value. */
export interface Operators {
  equals?: Json
  /** A text within the text, an item of the list, or a member name of the object. */
  contains?: Json
  /** A regular expression that matches somewhere in the text. */
  matches?: string
  in?: Json[]
  /** Whether the path finds anything, null included. */
  exists?: boolean
  gt?: number | string
  gte?: number | string
  lt?: number | string
  lte?: number | string
  /** True for texts that differ in upper and lower case only. */
  ignoreCase?: boolean
  not?: Condition
  any?: Condition[]
  all?: Condition[]
}

/** An error in OpenAI's envelope; what is left out comes from the code. */
export interface PatchError {
  code: string
  message?: string
  type?: string
  param?: string | null
  /**
   * @asType integer
   * @minimum 400
   * @maximum 599
   */
  status?: number
}

/** One operation of a JSON Patch (RFC 6902, section 4). */
export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: Json }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; path: string; from: string }
