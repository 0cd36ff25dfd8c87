import { isTransfer } from './handoffs.ts'
import { ownText, type OwnText } from './own-text.ts'
import { readPassages, readTemplate } from './templates.ts'
import {
  SYSTEM_CHARACTERS,
  type Message,
  type Prompt,
  type RawStep,
  type ToolStep,
  type Turn,
} from './types.ts'

/** Messages that a framework sends to have the last answer corrected. */
const REPAIR =
  /^\W*(?:(?:\w+ ){0,4}(?:validation|parsing|parse|schema|type|json)[\w ]{0,20}(?:errors?|failed|failure)\b|invalid (?:field|json|format|output|response)\b|could not parse|failed to parse|(?:please )?(?:correct|fix|recall|retry)\b[^\n]{0,60}\b(?:function|tool|call|error|errors|json|response|output|format)\b|the (?:json|object|response|output|answer)[^\n]{0,60}\b(?:invalid|incorrect|not valid|does not match)\b)/i

/** A message that only describes the format of the answer to the message before it. */
const FORMAT_ONLY =
  /^\W*(?:(?:the |your )?(?:output|response|answer|reply)s? (?:should|must|has to|needs to|is to) |(?:please )?(?:respond|answer|reply|return|output|format)[^\n]{0,40}\b(?:only|json|xml|yaml|csv|schema|format)\b)/i

/** Text before this many characters shows the kind of a message. */
const KIND_CHARACTERS = 400

/** Context is cut to its first characters. */
const CONTEXT_CHARACTERS = 20_000

/** A user message with the client's context separated. */
interface UserMessage extends OwnText {
  index: number
  isWorker: boolean
}

/**
 * Reads the current turn of a conversation: the question, what was done about it, and the rest as context.
 *
 * @param messages all messages in order; tool results may be among them as `tool` messages
 * @param steps all tool calls in order
 */
export function readTurn(messages: readonly Message[], steps: readonly RawStep[] = []): Turn {
  const users = readUsers(messages)
  const asked = findQuestion(messages, users)
  const index = asked?.index ?? -1
  const done = toolSteps(steps, index)
  const own = asked === undefined ? lastInstruction(messages) : asked.own
  const template = own === undefined || own === '' ? undefined : readTemplate(own)
  const texts = messages.map(({ parts }) => parts.join('\n'))
  const systemTexts = messages.filter(isSystem).map(({ parts }) => parts.join('\n'))
  const notes = users.filter(
    (user) => user.index !== index && !user.isWorker && isNoteOn(messages, { user, asked: index }),
  )
  return {
    question: template?.question ?? own ?? '',
    isInstruction: asked === undefined && own !== undefined,
    attachment: messages[index]?.attachment,
    system: cutMiddle(joinTexts([...systemTexts, ...notes.map((user) => user.own), template?.rest ?? ''])),
    context: joinTexts([
      ...users.map((user) => user.context),
      template?.passages ?? '',
      ...systemTexts.map(readPassages),
    ]).slice(0, CONTEXT_CHARACTERS),
    steps: done,
    hasFreshResults: hasFreshResults(messages, steps, index),
    workerMessages: workerMessages(messages, users, index),
    turnNumber: users.filter((user) => isQuestion(messages, user)).length,
    text: texts.join('\n'),
    prompts: messages.flatMap((message, at) => {
      const isAsked = at === index || notes.some((note) => note.index === at)
      return isAsked || isSystem(message) ? [toPrompt(message, texts[at] ?? '')] : []
    }),
  }
}

function readUsers(messages: readonly Message[]): UserMessage[] {
  let hasUnnamed = false
  return messages.flatMap((message, index) => {
    if (message.role !== 'user') {
      return []
    }
    const { name } = message
    hasUnnamed ||= name === undefined
    // Supervisors put an agent's answer into a user message with the agent's name.
    const isWorker =
      name !== undefined &&
      (hasUnnamed || messages.some((one) => one.role === 'assistant' && one.name === name))
    return [{ ...ownText(message.parts), index, isWorker }]
  })
}

/** @returns the message with the user's last question; a message without own words only if there is no other */
function findQuestion(messages: readonly Message[], users: readonly UserMessage[]): UserMessage | undefined {
  const found = users.findLast((user) => isQuestion(messages, user))
  if (found !== undefined) {
    return found
  }
  const last = users.findLast(({ isWorker }) => !isWorker)
  const isAnswerable = last !== undefined && (last.own !== '' || lastInstruction(messages) === undefined)
  return last !== undefined && isAnswerable
    ? {
        ...last,
        own: last.own === '' ? (messages[last.index]?.parts.join('\n') ?? '') : last.own,
        context: '',
      }
    : undefined
}

/** @returns true for a user's own question, not a reminder, a repair request or a format */
function isQuestion(messages: readonly Message[], { index, own, isWorker }: UserMessage): boolean {
  const hasContent = own !== '' || messages[index]?.attachment !== undefined
  if (!hasContent || isWorker) {
    return false
  }
  const previous = previousRole(messages, index)
  const start = own.slice(0, KIND_CHARACTERS)
  const isRepair = previous !== undefined && REPAIR.test(start) && hasUserText(messages.slice(0, index))
  const isFormat = previous === 'user' && FORMAT_ONLY.test(start)
  return !isRepair && !isFormat
}

function previousRole(messages: readonly Message[], index: number): Message['role'] | undefined {
  for (let at = index - 1; at >= 0; at -= 1) {
    const message = messages[at]
    if (message !== undefined && !isSystem(message)) {
      return message.role
    }
  }
  return undefined
}

function hasUserText(messages: readonly Message[]): boolean {
  return messages.some(({ role, parts }) => role === 'user' && ownText(parts).own !== '')
}

/** @returns true for a message that belongs to the question: one directly before it, or a later format or repair */
function isNoteOn(
  messages: readonly Message[],
  { user, asked }: { user: UserMessage; asked: number },
): boolean {
  const isDirectlyBefore = messages.slice(user.index, asked).every(({ role }) => role === 'user')
  return user.own !== '' && (user.index > asked || isDirectlyBefore)
}

function toolSteps(steps: readonly RawStep[], question: number): ToolStep[] {
  return steps.flatMap(({ name, input, output, isError, position }) =>
    output === undefined || position <= question
      ? []
      : [
          {
            name,
            input,
            output,
            isError: isError === true || FAILURE.test(output.slice(0, 200)),
            isTransfer: isTransfer(name, output),
          },
        ],
  )
}

/** The start of a failed call's result. */
const FAILURE =
  /^(?:[^\w"]*(?:(?:an? )?(?:error|exception|failure|failed|fatal|traceback)\b|\w*(?:Error|Exception):|command not found|permission denied|timed? ?out)|\W*(?:is_?)?error"?\s*:\s*(?!null|false|"")\S)/i

/** Results are fresh until the assistant has said something, or another agent has taken over. */
function hasFreshResults(messages: readonly Message[], steps: readonly RawStep[], question: number): boolean {
  const last = steps.findLast(({ output }) => output !== undefined)
  if (last === undefined || last.output === undefined || last.position <= question) {
    return false
  }
  const hasAnswer = messages.slice(last.position).some(isAssistantText)
  return !hasAnswer && !isTransfer(last.name, last.output)
}

function workerMessages(
  messages: readonly Message[],
  users: readonly UserMessage[],
  question: number,
): string[] {
  const workers = new Set(users.filter(({ isWorker }) => isWorker).map(({ index }) => index))
  return messages.flatMap((message, index) =>
    // A text before a tool's result announces the call.
    index > question &&
    (workers.has(index) || (isAssistantText(message) && messages[index + 1]?.role !== 'tool'))
      ? [message.parts.join('\n')]
      : [],
  )
}

function isAssistantText({ role, parts }: Message): boolean {
  return role === 'assistant' && parts.some((part) => part.trim() !== '')
}

function isSystem({ role }: Message): boolean {
  return role === 'system' || role === 'developer'
}

/** Clients put reminders and the like into content parts of their own, which ask for no format. */
function toPrompt(message: Message, text: string): Prompt {
  const { parts } = message
  const own = parts.length > 1 ? parts.filter((part) => ownText([part]).own !== '') : []
  return { isSystem: isSystem(message), text: own.length > 0 ? own.join('\n') : text }
}

function lastInstruction(messages: readonly Message[]): string | undefined {
  return messages
    .findLast((message) => isSystem(message) && message.parts.some((part) => part.trim() !== ''))
    ?.parts.join('\n')
}

/** Keeps the beginning and the end, where instructions are. */
function cutMiddle(text: string): string {
  const half = SYSTEM_CHARACTERS / 2
  return text.length <= SYSTEM_CHARACTERS ? text : `${text.slice(0, half)}\n${text.slice(-half)}`
}

function joinTexts(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n')
}
