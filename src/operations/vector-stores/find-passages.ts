import type { FindPassages } from '../../assistant/file-search.ts'
import type { Store } from '../../state/store.ts'
import { asArray, asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { goneError } from '../state/lookup.ts'
import { storePlace } from './places.ts'
import { isKnownStore, searchPassages } from './search-passages.ts'
import { touchStore } from './settle-files.ts'

/** Passages that a file search finds by default (recorded). */
const DEFAULT_MAX_RESULTS = 20

/** @returns the search in the vector stores of a namespace, for the file search tool of responses and runs */
export function passageFinder(
  store: Store,
  { isStrict, now }: { isStrict: boolean; now: number },
): FindPassages {
  return (tool, query) => {
    const ids = asArray(tool['vector_store_ids']).map((id) => asString(id) ?? '')
    for (const id of ids) {
      const kept = store.find(storePlace(id))
      if (kept === undefined ? isStrict : kept.gone) {
        throw goneError({ vector_store_id: id }, 'vector_store_id')
      }
    }
    const storeIds = ids.filter((id) => isKnownStore(store, id))
    if (storeIds.length === 0) {
      return undefined
    }
    for (const id of storeIds) {
      touchStore(store, id, now)
    }
    return searchPassages(store, {
      storeIds,
      queries: [query],
      filters: asObject(tool['filters']),
      max: asNumber(tool['max_num_results']) ?? DEFAULT_MAX_RESULTS,
      threshold: asNumber(asObject(tool['ranking_options'])?.['score_threshold']),
      now,
    })
  }
}
