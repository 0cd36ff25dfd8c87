import type { Json, JsonObject } from '../../json/json.ts'
import { newIdentifier } from '../../openai/identifiers.ts'
import { seededRandom } from '../../openai/seeded-random.ts'

/** A page of the web that an answer is based on. */
export interface WebSource {
  url: string
  title: string
}

/** A file that an answer is based on. */
export interface FileSource {
  fileId: string
  filename: string
}

/** A place of the text that a source stands behind; `end` is after its last character. */
export type Citation = (WebSource & { start: number; end: number }) | (FileSource & { start: number })

const LONGEST_SLUG = 40

/** @returns the page that a search for the query finds: one that exists, and says so */
export function webSourceFor(query: string): WebSource {
  const words = query.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const slug = words.join('-').slice(0, LONGEST_SLUG).replace(/-$/, '')
  return {
    url: `https://www.northwind.test/${slug}`,
    title: words.length === 0 ? 'Northwind' : words.join(' '),
  }
}

/** @returns the file that a search in these vector stores finds, the same at every search */
export function fileSourceIn(vectorStoreIds: Json | undefined): FileSource {
  const random = seededRandom(JSON.stringify(vectorStoreIds ?? []))
  return { fileId: newIdentifier('file-', random), filename: 'handbook.md' }
}

/**
 * Puts links to pages into a text, as the API does, and notes where they are.
 *
 * @param text what is said
 * @param sources what it is based on
 */
export function cite(
  text: string,
  { pages, files }: { pages: WebSource[]; files: FileSource[] },
): { text: string; citations: Citation[] } {
  let cited = text
  const ofPages = pages.map((page): Citation => {
    const start = cited.length + 1
    cited += ` ([${new URL(page.url).hostname}](${page.url}))`
    return { ...page, start, end: cited.length }
  })
  return { text: cited, citations: [...ofPages, ...files.map((file) => ({ ...file, start: text.length }))] }
}

/** @returns the annotation of a message of responses */
export function annotationOf(citation: Citation): JsonObject {
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
