import type { Json, JsonObject } from '../../catalogue/types.ts'
import type { Random } from '../../openai/seeded-random.ts'
import { tokenise } from '../../openai/tokens.ts'
import { sampleCallerSchema } from './caller-schema.ts'
import type { Tool } from './tools.ts'

/** What the conversation asks of the assistant, whichever endpoint it came through. */
export interface Conversation {
  /** The last user text. */
  prompt: string
  /** Results of tools since then, when they are the last word. */
  toolResults: string[]
  /** All text of the conversation, to count its tokens. */
  text: string
}

/** Bounds on what is said. */
export interface Limits {
  /** Most tokens, or undefined. */
  maxTokens: number | undefined
  /** Texts before which the answer stops. */
  stop: string[]
}

/** What the assistant says. */
export interface TextReply {
  text: string
  /** True when the most tokens were reached. */
  isCut: boolean
}

/** Longer prompts are quoted in part. */
const LONGEST_QUOTE = 200

const GREETING = /^\s*(?:hello|hi|hey|good (?:morning|afternoon|evening))\b/i

/**
 * @param conversation what was said
 * @param schema of a structured output, `json` for any object, undefined for plain text
 * @param random seeded by the request
 * @returns the answer in text: the same for the same conversation
 */
export function composeText(
  { prompt, toolResults }: Conversation,
  schema: JsonObject | 'json' | undefined,
  random: Random,
): string {
  if (schema === 'json') {
    return JSON.stringify({ answer: composeText({ prompt, toolResults, text: '' }, undefined, random) })
  }
  if (schema !== undefined) {
    return JSON.stringify(sampleCallerSchema(schema, { prompt, random }))
  }
  if (toolResults.length > 0) {
    return `Here is what I found: ${toolResults.map(quoted).join('; ')}.`
  }
  if (prompt.trim() === '' || GREETING.test(prompt)) {
    return 'Hello! How can I assist you today?'
  }
  return `This is a mock answer to your message: "${quoted(prompt)}"`
}

/** Cuts a text at its first stop sequence, and at the most tokens. */
export function limitText(text: string, { maxTokens, stop }: Limits): TextReply {
  const ends = stop.flatMap((sequence) => {
    const position = sequence === '' ? -1 : text.indexOf(sequence)
    return position === -1 ? [] : [position]
  })
  const stopped = ends.length === 0 ? text : text.slice(0, Math.min(...ends))
  const tokens = maxTokens === undefined ? [] : tokenise(stopped)
  return maxTokens !== undefined && tokens.length > maxTokens
    ? { text: tokens.slice(0, maxTokens).join(''), isCut: true }
    : { text: stopped, isCut: false }
}

/** @returns the arguments of a call, as the JSON text that the API sends, or free text for a custom tool */
export function composeArguments(tool: Tool, prompt: string, random: Random): string {
  if (tool.kind === 'custom') {
    return prompt
  }
  const value: Json = sampleCallerSchema(tool.parameters, { prompt, random })
  return JSON.stringify(value)
}

function quoted(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}...` : line
}
