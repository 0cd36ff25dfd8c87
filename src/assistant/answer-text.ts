import type { Json, JsonObject } from '../web/json/json.ts'
import type { Reason } from './explain.ts'
import { type FormattedText, formatText, jsonOfTurn } from './formatted-text.ts'
import type { Generation } from './generation.ts'
import { sampleSchema } from './schema-sampler/schema-sampler.ts'
import { resultsOf, type Turn } from './conversation/types.ts'
import { closestSentence, unknownAnswer } from './text/passage.ts'
import { ellipsize } from '../web/truncate.ts'
import type { OutputSchema } from './output-schema.ts'

/** The length of the reply (`verbosity`). */
export type Verbosity = 'low' | 'medium' | 'high'

/** @returns the request's `verbosity`; defaults to `medium` */
export function readVerbosity(value: Json | undefined): Verbosity {
  return value === 'low' || value === 'high' ? value : 'medium'
}

/** Input for a generated text. */
export interface TextRequest {
  turn: Turn
  schema: OutputSchema
  verbosity: Verbosity
  /** The predicted output (`prediction`), returned verbatim. */
  prediction?: string | undefined
  /** The sentence of a found passage, which the text quotes. */
  quote?: string | undefined
}

/** Longer prompts are truncated when quoted. */
const MAX_QUOTE_LENGTH = 200

/** The share of a question's words that an answering sentence has, if the prompt permits not to know. */
const MIN_OVERLAP = 0.34

/** Length of the text that is read for a quote, which may contain white space. */
const MAX_QUOTED_LENGTH = 2000

const GREETING = /^\s*(?:hello|hi|hey|good (?:morning|afternoon|evening))\b/i

const HIGH_VERBOSITY_TEXT =
  'This is filler text, because the request asked for high verbosity. A real model would explain its reasoning step by step, compare the alternatives and point out their limitations. The mock adds this paragraph to make the answer longer instead.'

/**
 * @returns the text of the reply, deterministic for the same turn
 */
export function composeText(request: TextRequest, generation: Generation): string {
  const { turn, schema, prediction } = request
  const { explain } = generation
  if (schema === 'json') {
    const json = jsonOfTurn(turn, prediction ?? plainText(request), generation)
    explain?.(reasonFor(json, turn))
    return json.text
  }
  if (schema !== undefined) {
    return JSON.stringify(sampleOutput(turn, schema, generation))
  }
  if (prediction !== undefined) {
    return prediction
  }
  const answer = plainText(request)
  const formatted = formatText(turn, answer, generation)
  if (formatted === undefined) {
    return answer
  }
  explain?.(reasonFor(formatted, turn))
  return formatted.text
}

function reasonFor({ kind, words }: FormattedText, { question }: Turn): Reason {
  return { at: 'format', from: question.includes(words) ? 'question' : 'system', words: `${kind}: ${words}` }
}

function sampleOutput(turn: Turn, schema: JsonObject, generation: Generation): Json {
  const { question, system, workerMessages } = turn
  return sampleSchema(schema, {
    ...generation,
    prompt: question,
    system,
    results: resultsOf(turn),
    workerMessages,
  })
}

function plainText({ turn, verbosity, quote: found }: TextRequest): string {
  const texts = found === undefined ? textVariants(turn) : { low: found, medium: found }
  return verbosity === 'high' ? `${texts.medium}\n\n${HIGH_VERBOSITY_TEXT}` : texts[verbosity]
}

/** The same text in low and medium verbosity. */
interface TextVariants {
  low: string
  medium: string
}

function textVariants(turn: Turn): TextVariants {
  const { question, steps, hasFreshResults, attachment } = turn
  if (hasFreshResults) {
    // The result of a handoff is a message of the framework.
    return resultVariants(steps.filter(({ isTransfer }) => !isTransfer).map(({ output }) => output))
  }
  if (question.trim() === '' && attachment !== undefined) {
    return {
      low: `A mock answer to the ${attachment}`,
      medium: `This is a mock answer to the ${attachment} you sent.`,
    }
  }
  const quoted = answerFromContext(turn)
  if (quoted !== undefined) {
    return { low: quoted, medium: quoted }
  }
  return question.trim() === '' || GREETING.test(question)
    ? { low: 'Hello!', medium: 'Hello! How can I assist you today?' }
    : {
        low: `A mock answer to "${quote(question)}"`,
        medium: `This is a mock answer to your message: "${quote(question)}"`,
      }
}

/** @returns the sentence of the context that answers the question, or the phrase to use if there is none */
function answerFromContext({ question, context, prompts }: Turn): string | undefined {
  if (context === '' || question.trim() === '') {
    return undefined
  }
  const unknown = unknownAnswer(prompts.map(({ text }) => text).join('\n'))
  return closestSentence(context, question, unknown === undefined ? 0 : MIN_OVERLAP) ?? unknown
}

function resultVariants(results: string[]): TextVariants {
  const quotedResults = results.map(quote).filter((result) => result !== '')
  return quotedResults.length === 0
    ? { low: 'Done.', medium: 'Done. The tool call returned no output.' }
    : {
        low: asSentence(quotedResults.join('; ')),
        medium: asSentence(`Here is what I found: ${quotedResults.join('; ')}`),
      }
}

/** Appends a period unless the text already ends with sentence punctuation. */
function asSentence(text: string): string {
  return /[.!?\u2026\u3002\uff01\uff1f]["'\u201d\u2019)]?$/.test(text) ? text : `${text}.`
}

function quote(text: string): string {
  const line = text.trimStart().slice(0, MAX_QUOTED_LENGTH).trimEnd().replaceAll(/\s+/g, ' ')
  return ellipsize(line, MAX_QUOTE_LENGTH)
}
