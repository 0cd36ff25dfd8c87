import type { PatchOperation } from '../../web/json/json-patch.ts'
import type { AssistantReply } from '../../assistant/reply-types.ts'
import type { Fault } from '../../faults/types.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import type { StreamSettings } from '../../request/stream-settings.ts'

/**
 * The patch document of one namespace: the value of the KV key `patches/{namespace}`, or the file `{namespace}.json` on
 * Node. The build generates a JSON Schema and a validator from this type.
 */
export interface PatchDocument {
  /** URL of the JSON Schema, for editors. */
  $schema?: string
  /** Namespace whose patches apply after these. */
  extends?: 'default'
  settings?: NamespaceSettings
  /** Patches in order of priority: the first match wins. */
  patches: Patch[]
}

/** Settings for all responses of a namespace. */
export interface NamespaceSettings {
  /**
   * Freezes the clock at this time, in seconds since 1970, so that responses are identical byte for byte.
   *
   * @asType integer
   * @minimum 0
   * @maximum 999999999999
   */
  clock?: number
  /** Whether created objects are kept: `on`, `off`, or `strict`, in which unknown ids are an error. */
  state?: 'on' | 'off' | 'strict'
  /** The consequence of a violated service rule: nothing, a warning (the default), or the error of the service. */
  rules?: 'off' | 'warn' | 'refuse'
  /** The models that exist; a request for another one fails with `model_not_found`. By default, every name is a model. */
  models?: string[]
  /** Whether requests are recorded. Defaults to true on Node and in-process, to false on Workers. */
  journal?: boolean
}

/** One rule that changes responses: which operations, under which conditions, and how. */
export interface Patch {
  /**
   * Name reported in the `x-mock-patches` response header.
   *
   * @minLength 1
   */
  name?: string
  /**
   * Operations to change: `createChatCompletion`, `POST /chat/completions`, a glob of either, or an array of these.
   * Defaults to all.
   */
  operation?: string | string[]
  /** Conditions that must all hold; keys are JSONPaths (RFC 9535) into the request. */
  when?: When
  /** True to let later patches set what this one does not. */
  continue?: boolean
  /**
   * Response status code. The body is the document's example for that status, unless this patch sets one.
   *
   * @asType integer
   * @minimum 200
   * @maximum 599
   */
  status?: number
  /**
   * Responds with an error in OpenAI's envelope: an error code, such as `rate_limit_exceeded`, or an object that
   * overrides fields of the error.
   */
  error?: string | PatchError
  /** Name of one of the operation's examples, such as `functions`. */
  example?: string
  /** True to generate the body from the schema instead of using the example. */
  dynamic?: boolean
  /** The assistant's reply: its text, or an object with content, tool calls and more. */
  reply?: string | AssistantReply
  /** Replaces the body. */
  body?: Json
  /** JSON Merge Patch (RFC 7396) on the body. */
  merge?: JsonObject
  /** JSON Patch (RFC 6902) on the body, after `merge`. */
  patch?: PatchOperation[]
  /** JSONPath (RFC 9535) of the values in the body that `update` or `remove` changes, as in an Overlay action. */
  target?: string
  /** Merged into each value selected by `target`. */
  update?: Json
  /** True to remove each value selected by `target`. */
  remove?: boolean
  /** Pacing and truncation of the stream. */
  stream?: StreamSettings
  /** Response headers to set; null removes a header. */
  headers?: { [name: string]: string | null }
  /** Fault to inject; of an array, the first fault whose conditions match the request. */
  fault?: Fault | Fault[]
}

/**
 * Conditions on the request, which is `{ method, path, params, query, headers, body, prompt, namespace }`. All members
 * must hold.
 */
export interface When {
  [path: `$${string}`]: Condition
  /** At least one of these must hold. */
  any?: When[]
  /** Each of these must hold. */
  all?: When[]
  /** Must not hold. */
  not?: When
}

/** Condition on the values that a path selects: a literal matches exactly. At least one value must match. */
export type Condition = null | boolean | number | string | Operators

/** Operators of a condition; all must hold for the same value. */
export interface Operators {
  equals?: Json
  /** A substring of a string, an item of an array, or a member name of an object. */
  contains?: Json
  /** A regular expression that matches anywhere in the string. */
  matches?: string
  in?: Json[]
  /** Whether the path selects any value, including null. */
  exists?: boolean
  gt?: number | string
  gte?: number | string
  lt?: number | string
  lte?: number | string
  /** True to ignore case in string comparisons. */
  ignoreCase?: boolean
  not?: Condition
  any?: Condition[]
  all?: Condition[]
}

/** An error in OpenAI's envelope; omitted fields default to those of the code. */
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
