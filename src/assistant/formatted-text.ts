import type { Json, JsonObject } from '../web/json/json.ts'
import type { Generation } from './generation.ts'
import type { Prompt, Turn } from './conversation/types.ts'
import { readShape } from './formats/json/json-format.ts'
import { MAX_PROMPT_LENGTH, readFormat } from './formats/read-format.ts'
import { dataOf, subjectOf } from './formats/subject.ts'
import type { Content, FormatPrompt } from './formats/types.ts'
import { sampleSchema } from './schema-sampler/schema-sampler.ts'

/** Longer system messages are manuals of agents, whose examples are no formats of the answer. */
const MAX_NEAR_LENGTH = 4000

/** A text in the format that the prompt asks for. */
export interface FormattedText {
  text: string
  /** The kind of format: `json`, `choice`, `tags`, ... */
  kind: string
  /** The words that ask for it. */
  words: string
}

/**
 * Writes the answer in the format that any message of the turn asks for in words.
 *
 * @param answer the answer as plain text
 * @returns undefined if no message asks for a format
 */
export function formatText(turn: Turn, answer: string, generation: Generation): FormattedText | undefined {
  const prompt = toPrompt(turn)
  const format = readFormat(prompt)
  return format === undefined
    ? undefined
    : {
        text: format.write(toContent(prompt, { words: format.words, answer, generation })),
        kind: format.kind,
        words: format.words,
      }
}

/**
 * Writes JSON of the shape that any message of the turn describes.
 *
 * @param answer the answer as plain text, for a turn that describes no shape
 */
export function jsonOfTurn(turn: Turn, answer: string, generation: Generation): FormattedText {
  const prompt = toPrompt(turn)
  const shape = readShape(prompt, true)
  if (shape === undefined) {
    return { text: JSON.stringify({ answer }), kind: 'json', words: 'json_object' }
  }
  const { sample } = toContent(prompt, { words: shape.words, answer, generation })
  return { text: JSON.stringify(sample(shape.schema)), kind: 'json', words: shape.words }
}

function toPrompt(turn: Turn): FormatPrompt {
  const { prompts, question, context, steps, hasFreshResults } = turn
  const results = hasFreshResults
    ? steps.filter(({ isTransfer }) => !isTransfer).map(({ output }) => output)
    : []
  const near = prompts.filter(
    ({ isSystem, text }) => !isSystem || turn.isInstruction || text.length <= MAX_NEAR_LENGTH,
  )
  return {
    text: joinPrompts(near),
    all: joinPrompts(near.length === prompts.length ? near : prompts),
    question,
    context: [context, ...results].filter((part) => part !== '').join('\n'),
  }
}

function toContent(
  { question, context }: FormatPrompt,
  { words, answer, generation }: { words: string; answer: string; generation: Generation },
): Content {
  const subject = subjectOf(question, words)
  const evidence = context === '' ? subject : `${subject}\n${context}`
  return {
    ...generation,
    subject,
    material: context === '' ? (dataOf(question) ?? subject) : context,
    answer,
    sample: (schema: JsonObject): Json => sampleSchema(schema, { prompt: evidence, ...generation }),
  }
}

function joinPrompts(prompts: readonly Prompt[]): string {
  return cutMiddle(prompts.map(({ text }) => text).join('\n\n'))
}

/** Keeps the beginning and the end, where instructions are. */
function cutMiddle(text: string): string {
  const half = MAX_PROMPT_LENGTH / 2
  return text.length <= MAX_PROMPT_LENGTH ? text : `${text.slice(0, half)}\n${text.slice(-half)}`
}
