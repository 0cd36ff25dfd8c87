import type { PrismHttpInstance } from '@stoplight/prism-http'
import type { Json, JsonObject } from '../json/json.ts'

/** Which document the catalogue was compiled from. */
export interface DocumentInfo {
  title: string
  version: string
  /**
   * Where it came from: `owner/name@commit` for the pinned document, `openai-node@version` for what the SDK says, the path
   * or URL of any other.
   */
  source: string
  /** Which document it is: the pinned one, with or without what only the SDK has; the SDK alone; `OPENAI_SPEC`. */
  kind: 'document' | 'document and sdk' | 'sdk' | 'other document'
  /** What was added to the document, and from where: `openai-node@version`. */
  additions?: string
  /** True for the document that `spec/openai.lock.json` pins. */
  pinned: boolean
  /** SHA-256 of the document's text, in hex. */
  sha256: string
}

/** How requests find an operation. */
export interface OperationRoute {
  /** The document's `operationId`. */
  id: string
  /** HTTP method in upper case. */
  method: string
  /** Path template without server and query: `/chat/completions/{completion_id}`. */
  path: string
  /** Query parameters that select this operation over its twin of the same path: `{ beta: 'true' }`. */
  query?: Record<string, string>
  /** True when it can be asked for a stream that no projection of ours tells: its events are sampled. */
  streams?: true
}

/** What `npm run spec` generates: small pieces of JSON text, each parsed when it is first needed. */
export interface CatalogueData {
  document: DocumentInfo
  /** Path prefixes of the document's servers: `/v1`. */
  basePaths: string[]
  /** All operations, in the document's order. */
  routes: OperationRoute[]
  /** Per operation, in the same order: JSON of {@link StoredOperation}. */
  operations: string[]
  /** JSON of Prism's responses; operations share what is equal. */
  responses: string[]
  /** JSON of the component schemas by name. */
  schemas: Record<string, string>
}

/** One violation that a compiled validator reports (AJV's error object, without what only its messages need). */
export interface Violation {
  /** JSON pointer into the validated value. */
  instancePath: string
  /** JSON Schema keyword that was violated. */
  keyword: string
  /** Parameters of the violation, by keyword: `missingProperty`, `allowedValues`, `limit`, ... */
  params: Record<string, unknown>
}

/** A validator that AJV compiled at build time. */
export interface CompiledValidator {
  (value: unknown): boolean
  errors?: Violation[] | null
}

/** Parts of a request that have validators; all but `body` turn strings into what the schema asks for, in place. */
export type RequestSlot = 'body' | 'form' | 'path' | 'query' | 'headers'

/** Validators of one operation's requests. */
export type RequestValidators = Partial<Record<RequestSlot, CompiledValidator>>

/** All that serving a document takes. */
export interface CompiledDocument {
  catalogue: CatalogueData
  /** Validators of requests by operation id. */
  validators: Record<string, RequestValidators>
}

/** How a parameter or form field that is no plain value is written as text. */
export interface FieldShape {
  kind: 'array' | 'object'
  /** Separates the items of an array that stands in one value. */
  delimiter?: string
}

/** Shapes of the query parameters, headers and form fields that are arrays or objects, by name without `[]`. */
export type FieldShapes = Record<'query' | 'headers' | 'form', Record<string, FieldShape>>

/** A property of an answer that says what the request said under the same name. */
export interface Echo {
  /** The property of the answer, where it is called otherwise. */
  as?: string
  /** What the document says the property is when the request leaves it out. */
  default?: Json
  /** The types that the answer takes, where the request may have others. */
  types?: ('string' | 'number')[]
  /** Of objects that differ in some of their properties: the ones that are repeated. */
  properties?: Record<string, Echo>
}

/** Where answers have something: property names, and `*` for every item of a list. */
export type AnswerPlace = string[]

/** What the build found out about an operation's answers, so that no request has to look for it. */
export interface AnswerPlan {
  /** The path parameter that is the answer's `id`; left out where the answer is about something new, or has no id. */
  self?: string
  /** Where answers name what the request names, by path parameter or property of the body. */
  parents: { parameter: string; place: AnswerPlace }[]
  /** Where answers have other ids, or texts such as URLs with ids in them. */
  ids: AnswerPlace[]
  /** Where answers have times, in seconds since 1970 or as ISO 8601 text. */
  times: AnswerPlace[]
  /** The operation that lists what this one answers with one of: `listBatches` for `retrieveBatch`. */
  listedBy?: string
}

/** A value that somebody put into the document as the example of a schema or property; it goes before all of ours. */
export interface OwnExample {
  /**
   * Where answers have it: property names, and `*` for every item of a list, or `*message` for those whose `type` is
   * `message`.
   */
  path: string[]
  value: Json
}

/** One operation as the catalogue stores it. */
export interface StoredOperation {
  operation: Omit<Operation, 'responses'>
  /** Indexes into {@link CatalogueData.responses}. */
  responses: number[]
  shapes: FieldShapes
  /** Properties that answers repeat from requests. */
  echoes: Record<string, Echo>
  plan: AnswerPlan
  /** What its successful answers say, whatever the request. */
  own?: OwnExample[]
  /** Events of its stream, where the document declares one that no projection tells. */
  events?: JsonObject[]
}

/** An operation in Prism's form. */
export type Operation = Parameters<PrismHttpInstance['request']>[1][number]
