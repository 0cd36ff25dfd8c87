import type { Json, JsonObject } from '../../web/json/json.ts'
import type { Generation } from '../generation.ts'

/** The text that may ask for an output format. */
export interface FormatPrompt {
  /** The user messages of this turn and short system messages, oldest first; cut to a maximum length. */
  text: string
  /** The same with long system messages, which only unmistakable formats are read from. */
  all: string
  /** The user's own words. */
  question: string
  /** Retrieved text, tool results, and other text that the answer is about. */
  context: string
}

/** Provides the content of a formatted text. */
export interface Content extends Generation {
  /** The user's own words without the instruction for the format; values are taken from it. */
  subject: string
  /** The text that an extraction or a summary is about: the context, or data in the question. */
  material: string
  /** The answer as plain text. */
  answer: string
  /** @returns a value that is valid for the schema */
  sample: (schema: JsonObject) => Json
}

/** A recognized output format. */
export interface Format {
  /** The words that ask for the format. */
  words: string
  /** @returns text in the format */
  write: (content: Content) => string
  /** The JSON Schema, if the output is one JSON value. */
  schema?: JsonObject
}

/** Recognizes one kind of output format. Its cost is linear in the length of the text. */
export interface FormatKind {
  kind: string
  /** @returns undefined if the prompt does not ask for this kind */
  read: (prompt: FormatPrompt) => Format | undefined
}
