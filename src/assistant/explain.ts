/** The source of a value or a decision. */
export type ReasonSource =
  'question' | 'result' | 'system' | 'description' | 'default' | 'schema' | 'generated'

/** The explanation of one decision. */
export interface Reason {
  /** A JSON pointer into the arguments or the output, or `tool` and `format`. */
  at: string
  from: ReasonSource
  /** The words that decided. */
  words: string
}

/** Collects reasons. Undefined unless an explanation was requested, so that no strings are built otherwise. */
export type Explain = (reason: Reason) => void
