import type { ItemsOf } from './item-context.ts'
import { fileSourceIn, webSourceFor } from '../../../assistant/text/citations.ts'
import { itemIdentifier } from './item-ids.ts'
import { includes } from './include.ts'

/** A web search by the service; its sources are returned only if the request includes them. */
export const webSearchItems: ItemsOf = (_, { body, prompt, random }) => [
  {
    type: 'web_search_call',
    id: itemIdentifier('ws_', random),
    status: 'completed',
    action: {
      type: 'search',
      query: prompt,
      queries: [prompt],
      ...(includes(body, 'web_search_call.action.sources') && {
        sources: [{ type: 'url', url: webSourceFor(prompt).url }],
      }),
    },
  },
]

/** A file search by the service; its results are returned only if the request includes them. */
export const fileSearchItems: ItemsOf = ({ tool }, { body, prompt, random }) => {
  const { fileId, filename } = fileSourceIn(tool.definition['vector_store_ids'])
  const found = { file_id: fileId, filename, score: 0.87, text: foundText(prompt), attributes: {} }
  return [
    {
      type: 'file_search_call',
      id: itemIdentifier('fs_', random),
      status: 'completed',
      queries: [prompt],
      results: includes(body, 'file_search_call.results') ? [found] : null,
    },
  ]
}

function foundText(query: string): string {
  return `The handbook has a section on this topic: ${query}`
}
