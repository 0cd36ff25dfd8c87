import type { Schema, Json } from '../../document/document.ts'

/** The current location and the receiver of differences. */
export interface Comparison {
  /** JSON Pointer into the document. */
  pointer: string
  report: (difference: Omit<Difference, 'operation'>) => void
}

/** Called with a schema of the document and the corresponding one of the SDK. */
export type OnPair = (ours: Schema, theirs: Schema) => void

/**
 * Adds an SDK-only part to the compared document.
 *
 * @param translate converts a schema of the SDK into the document's terms
 * @param mark extension members that record the origin
 */
export type Addition = (translate: (schema: Schema) => Schema, mark: Record<`x-${string}`, string>) => void

/** A difference between the document and the SDK. */
export interface Difference {
  /** `sdk` or `document` if only that one has it; `both` if they describe it differently. */
  of: 'sdk' | 'document' | 'both'
  kind: 'operation' | 'parameter' | 'media type' | 'property' | 'alternative' | 'value' | 'type'
  /** JSON Pointer into the document, or into the SDK's if only the SDK has it. */
  pointer: string
  /** The operation in which it was found: `POST /responses`. */
  operation: string
  /** A name, a value, or the two types. */
  what: string
  /** Adds it to the compared document; only set for SDK-only parts. */
  add?: Addition
  /** The schema of the document that allows more values after the addition, and the added value. */
  widens?: { schema: Schema; by: Json }
}
