import type { PrismHttpInstance } from '@stoplight/prism-http'
import type { Json, JsonObject } from '../web/json/json.ts'

/** The document that the catalogue was compiled from. */
export interface DocumentInfo {
  title: string
  version: string
  /**
   * `owner/name@commit` for the pinned document, `openai-node@version` for the SDK, or the path or URL of another
   * document.
   */
  source: string
  /** The pinned document, with or without the SDK's additions; the SDK alone; or `OPENAI_SPEC`. */
  kind: 'document' | 'document and sdk' | 'sdk' | 'other document'
  /** Source of the additions to the document: `openai-node@version`. */
  additions?: string
  /** True for the document pinned in `spec/openai.lock.json`. */
  pinned: boolean
  /** SHA-256 of the document's text, in hex. */
  sha256: string
}

/** Method, path and query that route a request to an operation. */
export interface OperationRoute {
  /** The document's `operationId`. */
  id: string
  /** HTTP method in upper case. */
  method: string
  /** Path template without server and query: `/chat/completions/{completion_id}`. */
  path: string
  /** Query parameters that distinguish this operation from another one on the same path: `{ beta: 'true' }`. */
  query?: Record<string, string>
  /** True if the document declares a stream of events. */
  streams?: true
}

/** The output of `npm run spec`: small JSON texts, each parsed on first use. */
export interface CatalogueData {
  document: DocumentInfo
  /** Path prefixes of the document's servers: `/v1`. */
  basePaths: string[]
  /** All operations, in document order. */
  routes: OperationRoute[]
  /** JSON of each {@link StoredOperation}, in the order of `routes`. */
  operations: string[]
  /** JSON of Prism's responses; operations share equal ones. */
  responses: string[]
  /** JSON of the component schemas by name. */
  schemas: Record<string, string>
  /** Dates at which models shut down, by model, as far as the document has them: `2026-10-23`. */
  shutdownDates: Record<string, string>
}

/** A violation reported by a compiled validator: AJV's error object without its message fields. */
export interface Violation {
  /** JSON Pointer into the validated value. */
  instancePath: string
  /** The violated JSON Schema keyword. */
  keyword: string
  /** Parameters of the violation, by keyword: `missingProperty`, `allowedValues`, `limit`, ... */
  params: Record<string, unknown>
}

/** A validator compiled by AJV at build time. */
export interface CompiledValidator {
  (value: unknown): boolean
  errors?: Violation[] | null
}

/** Parts of a request that have validators. All but `body` coerce strings to the schema's types, in place. */
export type RequestSlot = 'body' | 'form' | 'path' | 'query' | 'headers'

/** Validators for an operation's requests. */
export type RequestValidators = Partial<Record<RequestSlot, CompiledValidator>>

/** Everything needed to serve a document. */
export interface CompiledDocument {
  catalogue: CatalogueData
  /** Request validators by operation id. */
  validators: Record<string, RequestValidators>
}

/** Serialization of a parameter or form field that is an array or object. */
export interface FieldShape {
  kind: 'array' | 'object'
  /** Separator of array items within a single value. */
  delimiter?: string
}

/** Shapes of the query parameters, headers and form fields that are arrays or objects, by name without `[]`. */
export type FieldShapes = Record<'query' | 'headers' | 'form', Record<string, FieldShape>>

/** A response property that repeats a request property. */
export interface Echo {
  /** Name of the response property, if it differs. */
  as?: string
  /** The document's default, used if the request omits the property. */
  default?: Json
  /** Request values that the response replaces: aliases of models by their snapshots. */
  values?: Record<string, string>
  /** Types that the response allows, if the request allows others. */
  types?: ('string' | 'number')[]
  /** The repeated properties of an object, if request and response differ in others. */
  properties?: Record<string, Echo>
}

/** Path of a response field: property names, and `*` for each item of a list. */
export type FieldPath = string[]

/** Facts about an operation's responses, computed at build time instead of per request. */
export interface ResponsePlan {
  /** The path parameter that is the response's `id`; absent if the response is a new object or has no id. */
  self?: string
  /** Response fields that repeat an id of the request, by path parameter or body property. */
  parents: { parameter: string; place: FieldPath }[]
  /** Response fields with other ids, or with text that contains ids, such as URLs. */
  ids: FieldPath[]
  /** Timestamps in responses: Unix seconds or ISO 8601 text. */
  times: FieldPath[]
  /** The operation that lists the objects which this one retrieves: `listBatches` for `retrieveBatch`. */
  listedBy?: string
}

/**
 * How an operation uses the objects kept in a namespace, computed at build time.
 *
 * A family is a collection path with its items: `/threads/{thread_id}/messages` and the messages under it.
 */
export interface StatePlan {
  /** Path of the collection, or of the object itself for a singleton. */
  family: string
  /**
   * - `create`, `list`, `get`, `update`, `delete`: a collection and its items.
   * - `assign`: adds an item of another family to this collection, such as a user to a group.
   * - `act`: changes the state of an item, such as `cancel`.
   * - `singleton`: reads, changes or resets the only object at its path.
   * - `child`: neither, but the items in the path must exist.
   */
  does: 'create' | 'list' | 'get' | 'update' | 'delete' | 'assign' | 'act' | 'singleton' | 'child'
  /** The path parameter with the id of the item; absent for operations on the collection. */
  item?: string
  /** Families of the items above, by path parameter, outermost first; null if the mock keeps no such items. */
  parents: { parameter: string; family: string | null }[]
  /** The property with the id of an item, if it is not `id`: `version`, `group_id`. */
  idProperty?: string
  /** Properties of an item, if creating one returns others as well, which are shown once. */
  kept?: string[]
  /** For members that `assign` adds: the request property with their id. */
  memberId?: string
  /** The family of members that `assign` adds. */
  memberFamily?: string
  /** The operation that lists the family, if no operation creates its items: the examples are the initial items. */
  seededBy?: string
}

/** A plan without what follows from the operation's path, see `expandStatePlan`. */
export type StoredStatePlan = Pick<StatePlan, 'does'> & Partial<StatePlan>

/** An example of a schema or property that the user added to the document. It overrides the mock's own values. */
export interface UserExample {
  /**
   * Property names, and `*` for each item of a list, or `*message` for items whose `type` is `message`.
   */
  path: string[]
  value: Json
}

/** Keywords of limits that the document states in prose, with JSON Schema's meaning. */
export type StatedLimitKeyword =
  'minLength' | 'maxLength' | 'pattern' | 'minItems' | 'maxItems' | 'maxProperties' | 'minimum' | 'maximum'

/** A limit of a value: keyword and limit. */
export type StatedLimit = readonly [keyword: StatedLimitKeyword, limit: number | string]

/** Facts about a value that the document's schemas do not enforce; members of objects refer to others by index. */
export interface ValueFacts {
  /** Known members of an object, with the index of their facts in {@link RequestFacts.values}; -1 without facts. */
  members?: Record<string, number>
  /** True if the service refuses members that `members` lacks. */
  closed?: true
  /** Index of the facts of an array's items. */
  items?: number
  /** Index of the facts of members that `members` lacks. */
  others?: number
  /** Maximum length of member names. */
  maxNameLength?: number
  limits?: StatedLimit[]
  /** The member whose value selects one of `branches`. */
  tag?: string
  /** Indexes of facts by value of the tag; '' if the member is missing. */
  branches?: Record<string, number>
}

/** Facts about the parts of a request, compiled from known members and from limits in prose. */
export interface RequestFacts {
  values: ValueFacts[]
  /** Index of the facts of a JSON body. */
  body?: number
  /** Index of the facts of form fields. */
  form?: number
  /** Index of the facts of the query parameters. */
  query?: number
}

/** An operation in its stored form. */
export interface StoredOperation {
  operation: Omit<Operation, 'responses'>
  /** Indexes into {@link CatalogueData.responses}. */
  responses: number[]
  shapes: FieldShapes
  /** Request properties that the response repeats. */
  echoes: Record<string, Echo>
  plan: ResponsePlan
  /** Absent if the operation has nothing to do with kept objects. */
  state?: StoredStatePlan
  /** Facts about requests for service rules, if the document has any. */
  facts?: RequestFacts
  /** User examples that every successful response contains. */
  own?: UserExample[]
  /** Sampled stream events, if the document declares a stream. Unused if the operation's row has a `stream`. */
  events?: JsonObject[]
}

/** An operation in Prism's form. */
export type Operation = Parameters<PrismHttpInstance['request']>[1][number]
