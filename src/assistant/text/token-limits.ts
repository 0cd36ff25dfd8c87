import type { Json } from '../../web/json/json.ts'
import { asString } from '../../web/json/narrow.ts'
import { firstTokens } from '../../openai/tokens.ts'

/** Limits of a generated text. */
export interface Limits {
  /** Maximum number of tokens, or undefined for no limit. */
  maxTokens: number | undefined
  /** Stop sequences; the text ends before the first one. */
  stop: string[]
}

/** A text after applying its limits. */
export interface LimitedText {
  text: string
  /** True if the text was truncated to `maxTokens`. */
  isTruncated: boolean
}

/** @returns the stop sequences of a request's `stop`, which is a string or a list */
export function readStop(stop: Json | undefined): string[] {
  return [stop ?? []].flat().flatMap((sequence) => asString(sequence) ?? [])
}

/** Truncates a text before its first stop sequence and after `maxTokens`. */
export function limitText(text: string, { maxTokens, stop }: Limits): LimitedText {
  const stopPositions = stop.flatMap((sequence) => {
    const position = sequence === '' ? -1 : text.indexOf(sequence)
    return position === -1 ? [] : [position]
  })
  const stopped = stopPositions.length === 0 ? text : text.slice(0, Math.min(...stopPositions))
  const limited = maxTokens === undefined ? stopped : firstTokens(stopped, maxTokens)
  return { text: limited, isTruncated: limited.length < stopped.length }
}
