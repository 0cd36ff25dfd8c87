import type { ReasonSource } from '../explain.ts'

/** A value decided from the text, with the words that decided. */
export interface Decision<Value> {
  value: Value
  from: ReasonSource
  words: string
}

/** The texts that decisions are based on. */
export interface DecisionTexts {
  /** The user's own text. */
  question: string
  system: string
  /** Texts of the assistant and of named agents since the question. */
  workerMessages: readonly string[]
  /** True for a structured output, false for the arguments of a tool. */
  isOutput: boolean
}

/** A property whose value is decided. */
export interface DecidedProperty {
  name: string
  description: string
}
