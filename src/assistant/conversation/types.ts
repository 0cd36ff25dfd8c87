/** A message of the request, in one form for all text endpoints. */
export interface Message {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool'
  /** The sender's name, for example of an agent that a supervisor asked. */
  name?: string
  /** The texts of the content parts, in order. */
  parts: string[]
  /** The kind of non-text content: `image`, `file`, `recording`, `approval`. */
  attachment?: string | undefined
}

/** A tool call and its result, as sent back by the client. */
export interface RawStep {
  /** The name of the called tool. */
  name: string
  /** The call's arguments as serialized JSON, or a custom tool's free text. */
  input: string
  /** The result; undefined if the client has not sent one. */
  output?: string | undefined
  /** True if the client marked the result as failed. */
  isError?: boolean | undefined
  /** The number of messages before the result, which places the step in the conversation. */
  position: number
}

/** A tool call of this turn with its result. */
export interface ToolStep {
  name: string
  input: string
  output: string
  isError: boolean
  /** True for a handoff to another agent, whose result is never quoted. */
  isTransfer: boolean
}

/** The complete text of a message. */
export interface Prompt {
  isSystem: boolean
  text: string
}

/** The conversation since the user's last question. */
export interface Turn {
  /** The user's own text, without the context that clients add to it. */
  question: string
  /** True if no user spoke and the last system message is answered. */
  isInstruction: boolean
  /** The kind of non-text content the user sent: `image`, `file`, `recording`, `approval`. */
  attachment?: string | undefined
  /** All system and developer messages, cut to `SYSTEM_CHARACTERS`. */
  system: string
  /** Text that is not the user's own: tagged blocks and the passages of a retrieval template. */
  context: string
  /** Calls since the question that have a result, in order. */
  steps: ToolStep[]
  /** True if tool results are the newest content; later system messages and reminders are ignored. */
  hasFreshResults: boolean
  /** Assistant texts and messages of named agents since the question. */
  workerMessages: string[]
  /** The number of questions the user has asked, including this one. */
  turnNumber: number
  /** All text of the conversation, for token counts. */
  text: string
  /** System messages and the user messages of this turn, which may ask for an output format. */
  prompts: readonly Prompt[]
}

/** System texts are cut to their first and last half of this length. */
export const SYSTEM_CHARACTERS = 6000

/** @returns the fresh results of tools, without those of handoffs, which are messages of the framework */
export function resultsOf({ steps, hasFreshResults }: Pick<Turn, 'steps' | 'hasFreshResults'>): string[] {
  return hasFreshResults ? steps.flatMap(({ output, isTransfer }) => (isTransfer ? [] : [output])) : []
}
