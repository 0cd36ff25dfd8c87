import type { Json } from '../../catalogue/types.ts'
import { listIn, objectIn, stringIn } from '../read-json.ts'

/** What was said so far, whichever endpoint it came through. */
export interface Conversation {
  /** The last user text. */
  prompt: string
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
