import type { FoundPassage } from '../../assistant/file-search.ts'
import type { Reply } from '../../assistant/reply.ts'
import type { Citation } from '../../assistant/text/citations.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'

/** A property that kept runs add to the body: the passages that a file search found. */
export const FOUND_PASSAGES = 'found_passages'

/** @returns the passages in the request of a run; undefined if no stores were searched */
export function readPassages(passages: Json | undefined): FoundPassage[] | undefined {
  return passages === undefined
    ? undefined
    : asObjects(passages).map((passage) => ({
        storeId: asString(passage['storeId']) ?? '',
        fileId: asString(passage['fileId']) ?? '',
        filename: asString(passage['filename']) ?? '',
        score: asNumber(passage['score']) ?? 0,
        attributes: asObject(passage['attributes']) ?? {},
        text: asString(passage['text']) ?? '',
      }))
}

/** @returns the mark of a citation in the text of a message */
function markOf(citation: Citation, index: number): string {
  return 'fileId' in citation ? `\u3010${index}:0\u2020${citation.filename}\u3011` : ''
}

/** @returns the reply with a mark for each cited file at its end, as the service writes them */
export function withMarks(reply: Reply): Reply {
  const { content, citations } = reply
  return content === null ? reply : { ...reply, content: content + citations.map(markOf).join('') }
}

/** @returns the citations of a marked reply as annotations of its message */
export function annotationsOf({ content, citations }: Reply): JsonObject[] {
  return citations.flatMap((citation, index) => {
    const text = markOf(citation, index)
    const start = content?.indexOf(text) ?? -1
    return 'fileId' in citation && start >= 0
      ? [
          {
            type: 'file_citation',
            text,
            start_index: start,
            end_index: start + text.length,
            file_citation: { file_id: citation.fileId },
          },
        ]
      : []
  })
}
