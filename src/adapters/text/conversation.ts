import type { Json } from '../../json/json.ts'
import { listIn, objectIn, stringIn } from '../../json/read-json.ts'

/** What was said so far, whichever endpoint it came through. */
export interface Conversation {
  /** The last user text. */
  prompt: string
  /** What the user sent besides a text, or instead of one, in a word: `picture`, `file`, `recording`, `approval`. */
  enclosed?: string | undefined
  /** Results of tools since then, when they are the last word. */
  toolResults: string[]
  /** All text of the conversation, to count its tokens. */
  text: string
}

/** @returns the texts of a message's content, which is a text or a list of parts */
export function textOf(content: Json | undefined): string {
  if (typeof content === 'string') {
    return content
  }
  return listIn(content)
    .flatMap((part) => {
      const text = objectIn(part)?.['text']
      return typeof text === 'string' ? text : (stringIn(objectIn(text)?.['value']) ?? [])
    })
    .join('\n')
}

/** What the parts of a message hold that are no texts, in words, by their type. */
const ENCLOSED: Readonly<Record<string, string>> = {
  image_url: 'picture',
  image_file: 'picture',
  input_image: 'picture',
  file: 'file',
  input_file: 'file',
  input_audio: 'recording',
}

/** @returns a word for what a message's content holds besides texts, if it holds anything else */
export function enclosedIn(content: Json | undefined): string | undefined {
  const [first] = listIn(content).flatMap((part) => ENCLOSED[stringIn(objectIn(part)?.['type']) ?? ''] ?? [])
  return first
}
