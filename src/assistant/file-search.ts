import type { JsonObject } from '../web/json/json.ts'
import type { Turn } from './conversation/types.ts'
import { closestSentence, splitSentences } from './text/passage.ts'

/** A passage of a file that a search found. */
export interface FoundPassage {
  storeId: string
  fileId: string
  filename: string
  /** 0 to 1. */
  score: number
  attributes: JsonObject
  text: string
}

/**
 * Searches in the vector stores of a file search tool.
 *
 * @param tool `vector_store_ids`, `filters`, `max_num_results` and `ranking_options`
 * @returns the best passages, best first; undefined if the stores were never created, so that the passages are examples
 */
export type FindPassages = (tool: JsonObject, query: string) => FoundPassage[] | undefined

/** The sentence that answers a question, and the passage that it is quoted from. */
export interface Quote {
  sentence: string
  passage: FoundPassage
}

/** @returns the sentence of the passages that is closest to the question; undefined without passages */
export function quotePassages(passages: readonly FoundPassage[], { question }: Turn): Quote | undefined {
  const [best] = passages
  if (best === undefined) {
    return undefined
  }
  const sentence = closestSentence(passages.map(({ text }) => text).join('\n'), question)
  const source = sentence && passages.find(({ text }) => text.includes(sentence))
  return sentence === undefined || source === undefined || source === ''
    ? { sentence: splitSentences(best.text)[0] ?? best.text.trim(), passage: best }
    : { sentence, passage: source }
}
