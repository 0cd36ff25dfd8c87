import type { Json } from '../../json/json.ts'
import type { Random } from '../../openai/seeded-random.ts'
import { sampleCallerSchema } from './caller-schema.ts'
import type { Conversation } from './conversation.ts'
import { excerpt } from './excerpt.ts'
import type { OutputSchema } from './output-schema.ts'

/** How much is said (`verbosity`). */
export type Verbosity = 'low' | 'medium' | 'high'

/** @returns what a request's `verbosity` says, medium where it says nothing */
export function readVerbosity(value: Json | undefined): Verbosity {
  return value === 'low' || value === 'high' ? value : 'medium'
}

/** What a text is made from. */
export interface TextRequest {
  conversation: Pick<Conversation, 'prompt' | 'toolResults' | 'enclosed'>
  schema: OutputSchema
  verbosity: Verbosity
  /** The text that the caller expects (`prediction`), which is what is said then. */
  prediction?: string | undefined
}

/** Longer prompts are quoted in part. */
const LONGEST_QUOTE = 200

const GREETING = /^\s*(?:hello|hi|hey|good (?:morning|afternoon|evening))\b/i

const ELABORATION =
  'It is worth saying more about that. A model would now weigh what you asked, give its reasons one by one, and name what speaks against them. This text stands in for all that, so that a longer answer was asked for and a longer answer came.'

/**
 * @param request what was said, and what form the answer has
 * @param random seeded by the request
 * @returns the answer in text: the same for the same conversation
 */
export function composeText(request: TextRequest, random: Random): string {
  const { conversation, schema, prediction } = request
  if (schema === 'json') {
    return JSON.stringify({ answer: composeText({ ...request, schema: undefined }, random) })
  }
  if (schema !== undefined) {
    return JSON.stringify(sampleCallerSchema(schema, { prompt: conversation.prompt, random }))
  }
  return prediction ?? plainText(request)
}

function plainText({ conversation, verbosity }: TextRequest): string {
  const texts = textsOf(conversation)
  return verbosity === 'high' ? `${texts.medium}\n\n${ELABORATION}` : texts[verbosity]
}

/** A text of the usual length, and a short one. */
interface Texts {
  low: string
  medium: string
}

function textsOf({ prompt, toolResults, enclosed }: TextRequest['conversation']): Texts {
  if (toolResults.length > 0) {
    return textsOfResults(toolResults)
  }
  if (prompt.trim() === '' && enclosed !== undefined) {
    return {
      low: `A mock answer to the ${enclosed}`,
      medium: `This is a mock answer to the ${enclosed} that you sent.`,
    }
  }
  return prompt.trim() === '' || GREETING.test(prompt)
    ? { low: 'Hello!', medium: 'Hello! How can I assist you today?' }
    : {
        low: `A mock answer to "${quoted(prompt)}"`,
        medium: `This is a mock answer to your message: "${quoted(prompt)}"`,
      }
}

function textsOfResults(results: string[]): Texts {
  const said = results.map(quoted).filter((result) => result !== '')
  return said.length === 0
    ? { low: 'Done.', medium: 'That is done, and this is the answer.' }
    : { low: sentence(said.join('; ')), medium: sentence(`Here is what I found: ${said.join('; ')}`) }
}

/** What ends as a sentence does, needs no other full stop. */
function sentence(text: string): string {
  return /[.!?\u2026\u3002\uff01\uff1f]["'\u201d\u2019)]?$/.test(text) ? text : `${text}.`
}

function quoted(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  return line.length > LONGEST_QUOTE ? `${excerpt(line, LONGEST_QUOTE)}...` : line
}
