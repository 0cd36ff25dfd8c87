import { decodeFileId } from '../../openai/file-ids.ts'
import type { Kept } from '../../state/kept.ts'
import { parentKey } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { SECONDS_PER_DAY } from '../../web/time.ts'
import { FILES } from '../files/kept-files.ts'
import { type ChunkSizes, DEFAULT_CHUNK_SIZES } from './chunk-text.ts'
import { createIndex, encodeIndex } from './passage-index.ts'
import { PENDING, storeFilePlace, storePlace } from './places.ts'
import { readableText } from './readable-text.ts'

/** Bytes that each chunk takes in addition to the text (recorded: 1,036 for a file of 12 bytes). */
const BYTES_PER_CHUNK = 1024

/** Longer texts are refused: the service limits a file to 5,000,000 tokens (guide "File search"). */
const MAX_TEXT_CHARACTERS = 20_000_000

/** A change of the number of files in a store, by their status. */
export interface CountChange {
  from?: string
  to?: string
  /** Change of `usage_bytes`. */
  bytes?: number
}

/** Counts files of a kept store. A store that was never created has no counts. */
export function changeCounts(store: Store, storeId: string, changes: readonly CountChange[]): void {
  const kept = store.get(storePlace(storeId))
  if (kept === undefined || changes.length === 0) {
    return
  }
  const counts = { ...asObject(kept.body['file_counts']) }
  const add = (status: string | undefined, change: number) => {
    if (status !== undefined) {
      counts[status] = Math.max(0, (asNumber(counts[status]) ?? 0) + change)
      counts['total'] = Math.max(0, (asNumber(counts['total']) ?? 0) + change)
    }
  }
  let bytes = asNumber(kept.body['usage_bytes']) ?? 0
  for (const change of changes) {
    add(change.from, -1)
    add(change.to, 1)
    bytes += change.bytes ?? 0
  }
  const running = (asNumber(counts['in_progress']) ?? 0) > 0
  const status = kept.body['status'] === 'expired' ? 'expired' : running ? 'in_progress' : 'completed'
  store.replace(kept, { ...kept.body, file_counts: counts, usage_bytes: Math.max(0, bytes), status })
}

/** Sets the time of the last use of a store, which its expiry depends on. */
export function touchStore(store: Store, storeId: string, now: number): void {
  const kept = store.get(storePlace(storeId))
  if (kept !== undefined) {
    store.replace(kept, withExpiry({ ...kept.body, last_active_at: now }))
  }
}

/** @returns a store with the time at which it expires: some days after its last use */
export function withExpiry(body: JsonObject): JsonObject {
  const days = asNumber(asObject(body['expires_after'])?.['days'])
  const active = asNumber(body['last_active_at']) ?? asNumber(body['created_at'])
  return days === undefined || active === undefined
    ? body
    : { ...body, last_active_at: active, expires_at: active + days * SECONDS_PER_DAY }
}

/**
 * Finishes everything in a store that is in progress: reads, splits and embeds its new files.
 *
 * @returns the store as it is now, if it was created
 */
export function settleStore(store: Store, storeId: string, now: number): JsonObject | undefined {
  const parent = parentKey([storeId])
  const pending = store.all(PENDING, parent)
  if (pending.length > 0) {
    store.transaction(() => {
      const changes = pending.map(({ id }) => settleFile(store, storeId, id))
      pending.forEach((place) => store.remove(place))
      changeCounts(store, storeId, changes)
    })
  }
  return expireStore(store, storeId, now)
}

function expireStore(store: Store, storeId: string, now: number): JsonObject | undefined {
  const kept = store.get(storePlace(storeId))
  if (kept === undefined || kept.body['status'] === 'expired') {
    return kept?.body
  }
  if (now < (asNumber(kept.body['expires_at']) ?? Infinity)) {
    return kept.body
  }
  const expired = { ...kept.body, status: 'expired' }
  store.replace(kept, expired)
  return expired
}

/** Finishes one file. A file that a patch or a cancellation finished stays as it is. */
function settleFile(store: Store, storeId: string, fileId: string): CountChange {
  const kept = store.get(storeFilePlace(storeId, fileId))
  if (kept?.body['status'] !== 'in_progress') {
    return {}
  }
  const outcome = indexFile(store, kept)
  store.replace(kept, { ...kept.body, ...outcome })
  return { from: 'in_progress', to: outcome.status, bytes: outcome.usage_bytes }
}

interface Outcome extends JsonObject {
  status: 'completed' | 'failed'
  usage_bytes: number
  last_error: JsonObject | null
}

function indexFile(store: Store, kept: Kept): Outcome {
  const file = store.get({ family: FILES, parent: '', id: kept.id })
  if (file === undefined) {
    // The id of a file that was never uploaded to this namespace: there is no text to find.
    const size = decodeFileId('file-', kept.id)?.size ?? 0
    return { status: 'completed', usage_bytes: size + BYTES_PER_CHUNK, last_error: null }
  }
  const text = readableText(store.content(file), asString(file.body['filename']) ?? '')
  if (text === undefined) {
    return failed('unsupported_file', 'The file type is not supported.')
  }
  if (text.trim() === '') {
    return failed('invalid_file', 'The file could not be parsed because it is empty.')
  }
  if (text.length > MAX_TEXT_CHARACTERS) {
    return failed('invalid_file', 'The file contains too many tokens.')
  }
  const index = createIndex(text, sizesOf(kept.body))
  store.setContent(kept, encodeIndex(index))
  const bytes = new TextEncoder().encode(text).length + BYTES_PER_CHUNK * index.chunks.length
  return { status: 'completed', usage_bytes: bytes, last_error: null }
}

function failed(code: string, message: string): Outcome {
  return { status: 'failed', usage_bytes: 0, last_error: { code, message } }
}

function sizesOf({ chunking_strategy: strategy }: JsonObject): ChunkSizes {
  const sizes = asObject(asObject(strategy)?.['static'])
  const max = asNumber(sizes?.['max_chunk_size_tokens']) ?? DEFAULT_CHUNK_SIZES.max
  const overlap = asNumber(sizes?.['chunk_overlap_tokens']) ?? DEFAULT_CHUNK_SIZES.overlap
  return { max, overlap: Math.min(overlap, max / 2) }
}
