import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { JsonObject } from '../json/json.ts'
import type { Random } from '../openai/seeded-random.ts'
import type { AssistantReply } from './text/assistant-reply.ts'

/** A file of a form. */
export interface Upload {
  name: string
  /** In bytes. */
  size: number
  /** Its first bytes, which tell what it is. */
  head: Uint8Array
}

/** What an adapter knows of the request. */
export interface AdapterContext {
  operation: CataloguedOperation
  pathParameters: Readonly<Record<string, string>>
  query: URLSearchParams
  /** JSON body or form fields, files among them; empty where there is none. */
  body: JsonObject
  /** Files of a form, in the order they were sent. */
  uploads: readonly Upload[]
  /** Tells scheme, host and port that the request came to: `http://localhost:4010`. */
  origin: () => string
  /** The clock, in seconds since 1970. */
  now: number
  /** Seeded by the request: the same request gets the same numbers. */
  random: Random
  /** What a patch has the assistant say, in the place of what the mock would have said. */
  reply?: AssistantReply
}

/**
 * Makes an operation's answer fit its request.
 *
 * @param answer the mocked body; it is left as it was
 * @returns the body that fits
 */
export type Adapter = (answer: JsonObject, context: AdapterContext) => JsonObject
