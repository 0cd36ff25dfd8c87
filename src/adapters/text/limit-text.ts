import type { Json } from '../../json/json.ts'
import { stringIn } from '../../json/read-json.ts'
import { tokenise } from '../../openai/tokens.ts'

/** Bounds on what is said. */
export interface Limits {
  /** Most tokens, or undefined. */
  maxTokens: number | undefined
  /** Texts before which the answer stops. */
  stop: string[]
}

/** A text within its bounds. */
export interface LimitedText {
  text: string
  /** True when the most tokens were reached. */
  isCut: boolean
}

/** @returns the texts of a request's `stop`, which is one or a list */
export function readStop(stop: Json | undefined): string[] {
  return [stop ?? []].flat().flatMap((sequence) => stringIn(sequence) ?? [])
}

/** Cuts a text at its first stop sequence, and at the most tokens. */
export function limitText(text: string, { maxTokens, stop }: Limits): LimitedText {
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
