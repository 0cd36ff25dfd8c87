import { fileSourceIn, webSourceFor } from '../text/sources.ts'
import type { ItemsOf } from './call-items.ts'
import { itemIdentifier } from './identifiers.ts'
import { includes } from './include.ts'

/** A search of the web, which the service does; its sources are told when they are asked for. */
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

/** A search of files, which the service does; what it found is told when that is asked for. */
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
  return `The handbook has a section on this. It answers: ${query}`
}
