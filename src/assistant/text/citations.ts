import type { Json, JsonObject } from '../../web/json/json.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'

/** A web page that an answer cites. */
export interface WebSource {
  url: string
  title: string
}

/** A file that an answer cites. */
export interface FileSource {
  fileId: string
  filename: string
}

/** The range of the text that cites a source; `end` is exclusive. */
export type Citation = (WebSource & { start: number; end: number }) | (FileSource & { start: number })

const MAX_SLUG_LENGTH = 40

/** @returns the page found by a web search for the query, on the reserved domain `.test` */
export function webSourceFor(query: string): WebSource {
  const words = query.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const slug = words.join('-').slice(0, MAX_SLUG_LENGTH).replace(/-$/, '')
  return {
    url: `https://www.northwind.test/${slug}`,
    title: words.length === 0 ? 'Northwind' : words.join(' '),
  }
}

/** @returns the file found in these vector stores, the same for each search */
export function fileSourceFor(vectorStoreIds: Json | undefined): FileSource {
  const random = seededRandom(JSON.stringify(vectorStoreIds ?? []))
  return { fileId: newIdentifier('file-', random), filename: 'handbook.md' }
}

/**
 * Appends links to the cited pages, as the API does, and returns their positions.
 *
 * @param text the reply
 * @param sources the pages and files it cites
 */
export function cite(
  text: string,
  { pages, files }: { pages: WebSource[]; files: FileSource[] },
): { text: string; citations: Citation[] } {
  let cited = text
  const pageCitations = pages.map((page): Citation => {
    const start = cited.length + 1
    cited += ` ([${new URL(page.url).hostname}](${page.url}))`
    return { ...page, start, end: cited.length }
  })
  return {
    text: cited,
    citations: [
      ...pageCitations,
      ...files.map(({ fileId, filename }) => ({ fileId, filename, start: text.length })),
    ],
  }
}

/** @returns the citation as an annotation of a responses message */
export function toAnnotation(citation: Citation): JsonObject {
  return 'url' in citation
    ? {
        type: 'url_citation',
        start_index: citation.start,
        end_index: citation.end,
        url: citation.url,
        title: citation.title,
      }
    : {
        type: 'file_citation',
        index: citation.start,
        file_id: citation.fileId,
        filename: citation.filename,
      }
}
