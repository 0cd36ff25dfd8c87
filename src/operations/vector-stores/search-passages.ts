import type { FoundPassage } from '../../assistant/file-search.ts'
import { parentKey } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import { Embedder } from '../embeddings/embed-text.ts'
import { FILES } from '../files/kept-files.ts'
import { passesFilter } from './attribute-filter.ts'
import { closeness, decodeIndex, DIMENSIONS } from './passage-index.ts'
import { STORE_FILES, storePlace } from './places.ts'
import { settleStore } from './settle-files.ts'

/** A search in vector stores. */
export interface PassageSearch {
  storeIds: readonly string[]
  queries: readonly string[]
  /** Conditions for the attributes of files. */
  filters?: JsonObject | undefined
  /** Maximum number of passages. */
  max: number
  /** Minimum score. Defaults to 0. */
  threshold?: number | undefined
  /** Seconds since 1970. */
  now: number
}

/** Scales closeness to a score: passages that share a few words with the query have about 0.5. */
const SCORE_SLOPE = 3

/** @returns whether a store was created, or files were attached to a made-up one */
export function isKnownStore(store: Store, storeId: string): boolean {
  return store.get(storePlace(storeId)) !== undefined || store.isTouched(STORE_FILES, parentKey([storeId]))
}

/** Searches in vector stores by the vectors of `POST /embeddings`. @returns the best passages, best first */
export function searchPassages(store: Store, search: PassageSearch): FoundPassage[] {
  const { storeIds, queries, max, threshold = 0, now } = search
  const embedder = new Embedder(DIMENSIONS)
  const vectors = queries.map((query) => embedder.embed(query))
  const found = storeIds.flatMap((storeId) => {
    settleStore(store, storeId, now)
    return passagesOf(store, storeId, { vectors, filters: search.filters })
  })
  return found
    .toSorted((one, other) => other.closeness - one.closeness)
    .filter(({ passage }) => passage.score >= threshold)
    .slice(0, max)
    .map(({ passage }) => passage)
}

interface Ranked {
  closeness: number
  passage: FoundPassage
}

function passagesOf(
  store: Store,
  storeId: string,
  { vectors, filters }: { vectors: readonly Float32Array[]; filters: JsonObject | undefined },
): Ranked[] {
  const files = store
    .all(STORE_FILES, parentKey([storeId]))
    .filter(({ body }) => body['status'] === 'completed')
    .filter(({ body }) => filters === undefined || passesFilter(asObject(body['attributes']) ?? {}, filters))
  return files.flatMap((kept) => {
    const index = decodeIndex(store.content(kept))
    const file = store.get({ family: FILES, parent: '', id: kept.id })
    const common = {
      storeId,
      fileId: kept.id,
      filename: asString(file?.body['filename']) ?? '',
      attributes: asObject(kept.body['attributes']) ?? {},
    }
    return index.chunks.map(([start, end], chunk): Ranked => {
      const best = Math.max(...vectors.map((vector) => closeness(index, chunk, vector)))
      return {
        closeness: best,
        passage: { ...common, score: scoreOf(best), text: index.text.slice(start, end) },
      }
    })
  })
}

function scoreOf(best: number): number {
  return Number(Math.max(0, Math.tanh(SCORE_SLOPE * best)).toFixed(4))
}
