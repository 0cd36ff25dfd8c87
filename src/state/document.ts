import { fromBase64, toBase64 } from '../web/bytes/base64.ts'
import { decodeUtf8, utf8 } from '../web/bytes/bytes.ts'
import type { Json, JsonObject } from '../web/json/json.ts'
import { asArray, asNumber, asObject, asString } from '../web/json/narrow.ts'
import { type Kept, parentIds, parentKey, type Place } from './kept.ts'
import type { Store } from './store.ts'

/**
 * The objects of a namespace as one JSON document: collections by their paths, children inside of their parent.
 * `$deleted` has the paths of deleted objects; `$snapshot` means that the objects are complete.
 */
export type StateDocument = JsonObject

/** An object of a document, before it is kept. */
export interface PlacedItem {
  place: Place
  /** JSON Pointer of the item in the document. */
  pointer: string
  /** The item, without its children and its content. */
  body: JsonObject
  content: Uint8Array | undefined
  /** Whether the object was deleted. */
  gone: boolean
}

/** Finds the family of a collection by its key, in the document (`''`) or in the items of another family. */
export type FamilyOf = (above: string, key: string) => string | undefined

/**
 * Returns the objects of a namespace as a document.
 *
 * @param contents whether the contents of files are included
 */
export function exportState(store: Store, contents = true): StateDocument {
  const root: JsonObject = { $snapshot: true }
  const nodes = new Map<string, JsonObject>()
  const deleted: string[] = []
  const nodeOf = (path: string[], id: string): JsonObject => {
    const key = [...path, id].join('\n')
    const known = nodes.get(key)
    if (known !== undefined) {
      return known
    }
    const node: JsonObject = { id, $example: true }
    const above = path.length === 1 ? root : nodeOf(path.slice(0, -2), path.at(-2) ?? '')
    const collection = path.at(-1) ?? ''
    above[collection] = [...asArray(above[collection]), node]
    nodes.set(key, node)
    return node
  }
  for (const kept of store.everything()) {
    const path = pathOf(kept)
    if (kept.gone) {
      deleted.push([...path, kept.id].join('/'))
    } else if (kept.id === '') {
      const above = path.length === 1 ? root : nodeOf(path.slice(0, -2), path.at(-2) ?? '')
      above[path.at(-1) ?? ''] = kept.body
    } else {
      const node = nodeOf(path, kept.id)
      delete node['$example']
      delete node['id']
      Object.assign(node, kept.body, kept.body['id'] !== kept.id && { $id: kept.id })
      if (contents) {
        Object.assign(node, contentFields(store.content(kept), path.at(-1) ?? ''))
      }
    }
  }
  return { ...root, ...(deleted.length > 0 && { $deleted: deleted }) }
}

/** Keys of collections and ids in turn: `threads`, `thread_1`, `messages`. */
function pathOf({ family, parent }: Kept): string[] {
  const ids = parentIds(parent)
  const keys = family.split(/\/\{[^}]+\}/).map((key) => key.replace(/^\//, ''))
  return keys.flatMap((key, index) => (index === 0 ? [key] : [ids[index - 1] ?? '', key]))
}

function contentFields(bytes: Uint8Array<ArrayBuffer>, collection: string): JsonObject {
  if (bytes.length === 0) {
    return {}
  }
  const text = collection === 'files' && !startsWithByteOrderMark(bytes) ? decodeUtf8(bytes) : undefined
  return text === undefined ? { base64: toBase64(bytes) } : { text }
}

function startsWithByteOrderMark([first, second, third]: Uint8Array): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf
}

/** A problem of a document. */
export interface DocumentIssue {
  pointer: string
  message: string
}

/** How the keys and ids of a document are read. */
export interface DocumentReader {
  familyOf: FamilyOf
  /** Creates the id of an item that has none; undefined if the ids of its family are unknown. */
  newId: (family: string, seed: string) => string | undefined
}

/**
 * Reads the items of a document.
 *
 * @returns the items, parents before children, and the problems found
 */
export function readDocument(
  document: StateDocument,
  { familyOf, newId }: DocumentReader,
): { items: PlacedItem[]; issues: DocumentIssue[] } {
  const items: PlacedItem[] = []
  const issues: DocumentIssue[] = []
  const readCollection = (
    above: { family: string; ids: string[] },
    key: string,
    value: Json,
    pointer: string,
  ) => {
    const family = familyOf(above.family, key)
    if (family === undefined) {
      issues.push({ pointer, message: `'${key}' is not a collection of the API` })
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => readItem({ family, ids: above.ids }, item, `${pointer}/${index}`))
    } else {
      const place = { family, parent: parentKey(above.ids), id: '' }
      items.push({ place, pointer, body: asObject(value) ?? {}, content: undefined, gone: false })
    }
  }
  const readItem = ({ family, ids }: { family: string; ids: string[] }, value: Json, pointer: string) => {
    const item = typeof value === 'string' ? { id: value } : asObject(value)
    const id = asString(item?.['$id']) ?? asString(item?.['id']) ?? (item && newId(family, pointer))
    if (item === undefined || id === undefined || id === '') {
      issues.push({
        pointer,
        message: 'is not an object with an "id", and its collection has no example of one',
      })
      return
    }
    const { $id: _, $example: isExample, ...rest } = item
    const isChild = ([key, inner]: [string, Json]) =>
      typeof inner === 'object' && inner !== null && familyOf(family, key) !== undefined
    const children = Object.entries(rest).filter(isChild)
    const { text, base64, ...body } = Object.fromEntries(
      Object.entries(rest).filter((entry) => !isChild(entry)),
    )
    const content = contentOf(text, base64)
    if (isExample !== true) {
      const isText = family.endsWith('/files')
      items.push({
        place: { family, parent: parentKey(ids), id },
        pointer,
        body: isText || text === undefined ? body : { ...body, text },
        content: isText || base64 !== undefined ? content : undefined,
        gone: false,
      })
    }
    for (const [key, inner] of children) {
      readCollection({ family, ids: [...ids, id] }, key, inner, `${pointer}/${key}`)
    }
  }
  for (const [key, value] of Object.entries(document)) {
    if (!key.startsWith('$')) {
      readCollection({ family: '', ids: [] }, key, value, `/${key.replaceAll('/', '~1')}`)
    }
  }
  for (const path of asArray(document['$deleted'])) {
    const place = placeOfPath(asString(path) ?? '', familyOf)
    if (place !== undefined) {
      items.push({ place, pointer: '/$deleted', body: {}, content: undefined, gone: true })
    }
  }
  return { items, issues }
}

function contentOf(text: Json | undefined, base64: Json | undefined): Uint8Array | undefined {
  if (typeof text === 'string') {
    return utf8(text)
  }
  try {
    return typeof base64 === 'string' ? fromBase64(base64) : undefined
  } catch {
    return undefined
  }
}

/** @param path collections and ids in turn; the id of a touched collection is empty */
function placeOfPath(path: string, familyOf: FamilyOf): Place | undefined {
  const segments = path.split('/')
  let family = ''
  let key = ''
  const ids: string[] = []
  for (const segment of segments) {
    key = key === '' ? segment : `${key}/${segment}`
    const found = familyOf(family, key)
    if (found !== undefined) {
      family = found
      key = ''
      continue
    }
    if (family !== '' && !key.includes('/')) {
      ids.push(segment)
      key = ''
    }
  }
  const id = ids.pop()
  return family === '' || id === undefined ? undefined : { family, parent: parentKey(ids), id }
}

/** Keeps the items in place of everything, or in addition. */
export function keepItems(
  store: Store,
  items: readonly PlacedItem[],
  { now, replace }: { now: number; replace: boolean },
): void {
  if (replace) {
    store.clear()
  }
  store.transaction(() => {
    for (const { place, body, content, gone } of items) {
      const created = asNumber(body['created_at']) ?? asNumber(body['created']) ?? now
      const seq = store.insert(place, body, { created })
      if (content !== undefined) {
        store.setContent({ seq }, content)
      }
      const kept = gone ? store.get(place) : undefined
      if (kept !== undefined) {
        store.bury(kept)
      }
    }
  })
}
