import type { Json, JsonObject } from '../../../web/json/json.ts'
import type { FoundPassage } from '../../../assistant/file-search.ts'
import type { ItemFactory } from './item-context.ts'
import { fileSourceFor, webSourceFor } from '../../../assistant/text/citations.ts'
import { newItemId } from './item-ids.ts'
import { isIncluded } from './include.ts'

/** A web search by the service; its sources are returned only if the request includes them. */
export const webSearchItems: ItemFactory = (_, { body, prompt, random, traits }) => [
  {
    type: 'web_search_call',
    id: newItemId('ws_', random),
    status: 'completed',
    action: {
      type: 'search',
      query: prompt,
      ...(traits.responses >= '2026-01' && { queries: [prompt] }),
      ...(isIncluded(body, 'web_search_call.action.sources') && {
        sources: [{ type: 'url', url: webSourceFor(prompt).url }],
      }),
    },
  },
]

/** A file search by the service; its results are returned only if the request includes them. */
export const fileSearchItems: ItemFactory = ({ tool, found }, { body, prompt, random }) => {
  const storeIds = tool.definition['vector_store_ids']
  const results = found === undefined ? [exampleResult(storeIds, prompt)] : found.map(toResult)
  return [
    {
      type: 'file_search_call',
      id: newItemId('fs_', random),
      status: 'completed',
      queries: [prompt],
      results: isIncluded(body, 'file_search_call.results') ? results : null,
    },
  ]
}

/** @returns a found passage as a result of the call */
function toResult({ storeId, fileId, filename, score, text, attributes }: FoundPassage): JsonObject {
  return { file_id: fileId, filename, score, text, attributes, vector_store_id: storeId }
}

function exampleResult(storeIds: Json | undefined, prompt: string): JsonObject {
  const { fileId, filename } = fileSourceFor(storeIds)
  return { file_id: fileId, filename, score: 0.87, text: searchResultText(prompt), attributes: {} }
}

function searchResultText(query: string): string {
  return `The handbook has a section on this topic: ${query}`
}
