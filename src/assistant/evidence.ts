import type { Turn } from './conversation/types.ts'

/** A part of a text. */
export interface Span {
  text: string
  start: number
  end: number
}

/** Values found in a text, by kind: `date`, `email`, `place`, ... */
export type Entities = ReadonlyMap<string, readonly Span[]>

/** The texts that values are taken from, nearest first. */
export interface Evidence {
  /** The user's question, or the clause of it that a call answers. */
  question: string
  /** Tool results of this turn, in order. */
  results: string[]
  /** System and developer messages. */
  system: string
  /** Context blocks and retrieved passages. */
  context: string
  /** Returns the values in the question, found at the first call. */
  entities(): Entities
}

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

/**
 * @param turn the turn that is answered
 * @param findEntities finds values in a text
 * @param clause the part of the question that a call answers; defaults to all of it
 */
export function evidenceOf(
  turn: Turn,
  findEntities: (text: string) => Entities,
  clause: string = turn.question,
): Evidence {
  let entities: Entities | undefined
  return {
    question: clause,
    // Handoff results are messages of the framework, not data.
    results: turn.steps.filter(({ isTransfer }) => !isTransfer).map(({ output }) => output),
    system: turn.system,
    context: turn.context,
    entities: () => (entities ??= findEntities(clause)),
  }
}
