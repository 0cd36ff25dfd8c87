import { choices } from './choices.ts'
import { codeBlock } from './code-block.ts'
import { exactWords } from './exact-words.ts'
import { jsonFormat } from './json/json-format.ts'
import { labels } from './labels.ts'
import { lengths } from './lengths.ts'
import { lists } from './lists.ts'
import { number } from './number.ts'
import { patterns } from './patterns.ts'
import { react } from './react.ts'
import { table } from './table.ts'
import { tags } from './tags.ts'
import type { Format, FormatKind, FormatPrompt } from './types.ts'
import { verdicts } from './verdicts.ts'

/** All kinds; the first that recognizes its format wins, so specific ones come first. */
export const FORMAT_KINDS: readonly FormatKind[] = [
  react,
  verdicts,
  exactWords,
  jsonFormat,
  tags,
  labels,
  number,
  choices,
  patterns,
  table,
  lists,
  codeBlock,
  lengths,
]

/** Text without any of these words asks for no format. */
const MAY_ASK =
  /json|schema|interface|format|respon|reply|return|output|answer|only|exactly|one of|classify|categor|label|list|table|tag|comma|bullet|sentence|word|rate|score|number|yes|true|select|choose|say|print|write|action|field|option|column|structure|code|give|name|suggest|recommend|generate|\[\[ ## /i

/** Longer prompts are cut to their first and last half of this length. */
export const MAX_PROMPT_LENGTH = 20_000

/** A recognized format and its kind. */
export interface RecognizedFormat extends Format {
  kind: string
}

/**
 * Finds the output format that a prompt asks for in words.
 *
 * @returns undefined for ordinary conversation
 */
export function readFormat(prompt: FormatPrompt): RecognizedFormat | undefined {
  if (!MAY_ASK.test(prompt.all)) {
    return undefined
  }
  for (const { kind, read } of FORMAT_KINDS) {
    const format = read(prompt)
    if (format !== undefined) {
      return { ...format, kind }
    }
  }
  return undefined
}
