import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObjects, asString } from '../../web/json/narrow.ts'
import { newIdentifier } from '../../openai/ids.ts'
import type { BodyOf, Transform } from '../operation.ts'

const BEST_SCORE = 0.94
const SCORE_STEP = 0.11

/** The files of the store and their passages about a topic. */
const PASSAGES: readonly { filename: string; text: (topic: string) => string }[] = [
  {
    filename: 'handbook.pdf',
    text: (topic) => `On "${topic}": the handbook answers this in section 3, with an example for each case.`,
  },
  {
    filename: 'faq.md',
    text: (topic) =>
      `Frequently asked: ${topic}. The short answer is at the top of the page, the exceptions follow below.`,
  },
  {
    filename: 'release-notes.txt',
    text: (topic) => `Changes to ${topic} since the last release, and known limitations.`,
  },
  {
    filename: 'meeting-notes.docx',
    text: (topic) => `The team talked about ${topic} and agreed on the next steps.`,
  },
]

/** Vector store search: passages about the query, best first, from files that pass the filters. */
export const searchResults: Transform<BodyOf<'searchVectorStore'>> = (answer, { body, random }) => {
  const queries = [body.query].flat()
  const topic = queries.join(', ')
  const threshold = body.ranking_options?.score_threshold ?? 0
  const attributes = passingAttributes(body.filters ?? {})
  const results = PASSAGES.map(({ filename, text }, index) => ({
    file_id: newIdentifier('file-', random, 22),
    filename,
    score: Number((BEST_SCORE - index * SCORE_STEP - random() * 0.05).toFixed(4)),
    attributes,
    content: [{ type: 'text', text: text(topic) }],
  }))
  const data = results
    .filter(({ score }) => score >= threshold)
    .slice(0, body.max_num_results ?? results.length)
  return { ...answer, search_query: queries, data, has_more: false, next_page: null }
}

/** An attribute that passes the comparison with a value, by operator. */
const PASSING_VALUES: Readonly<Record<string, (value: Json) => Json | undefined>> = {
  eq: (value) => value,
  gte: (value) => value,
  lte: (value) => value,
  in: (value) => asArray(value)[0],
  gt: (value) => (typeof value === 'number' ? value + 1 : `${asString(value) ?? ''}~`),
  lt: (value) => (typeof value === 'number' ? value - 1 : ''),
}

/** @returns attributes of a file that passes the filter; excluded attributes (`ne`, `nin`) are omitted */
function passingAttributes(filter: JsonObject): JsonObject {
  const parts = asObjects(filter['filters'])
  if (parts.length > 0) {
    const needed = filter['type'] === 'or' ? parts.slice(0, 1) : parts
    return needed.reduce<JsonObject>(
      (attributes, part) => ({ ...attributes, ...passingAttributes(part) }),
      {},
    )
  }
  const key = asString(filter['key'])
  const passingValue = PASSING_VALUES[asString(filter['type']) ?? '']?.(filter['value'] ?? null)
  // An attribute is a single value, even if compared with a list.
  const value = Array.isArray(passingValue) ? passingValue[0] : passingValue
  return key === undefined || value === undefined || value === null || typeof value === 'object'
    ? {}
    : { [key]: value }
}
