import { jsonpath } from 'json-p3'
import { errorMessage } from '../../src/web/error-message.ts'
import type { Diagnostics } from '../diagnostics.ts'
import { isObject, type Json, type OpenApiDocument } from './document.ts'

/** One action of an overlay (OpenAPI Overlay 1.0.0, section 4.4.3, Action Object). */
interface Action {
  /** JSONPath (RFC 9535) of the nodes to change. */
  target: string
  description?: string
  /** Merged into each selected object, appended to each selected array. */
  update?: Json
  /** Removes the selected nodes. */
  remove?: boolean
}

const KNOWN_FIELDS = ['overlay', 'info', 'extends', 'actions']
const KNOWN_ACTION_FIELDS = ['target', 'description', 'update', 'remove']

/**
 * Applies an OpenAPI Overlay 1.0 document.
 *
 * @param document the document (not mutated)
 * @param overlay the parsed overlay
 * @param options `diagnostics` gets an error for each issue of the overlay, and an entry of severity `unmatched` for
 *   each action that selects nothing: for the document that it was written for, such an action is out of date
 * @returns the changed copy
 */
export function applyOverlay(
  document: OpenApiDocument,
  overlay: Json,
  { diagnostics, unmatched }: { diagnostics: Diagnostics; unmatched: 'warning' | 'info' },
): OpenApiDocument {
  const actions = readActions(overlay, diagnostics)
  const changed = structuredClone(document)
  for (const { action, pointer } of actions) {
    let count: number
    try {
      count = applyAction(changed as unknown as Json, action)
    } catch (error) {
      const message = `target ${action.target}: ${errorMessage(error)}`
      diagnostics.add({ severity: 'error', stage: 'overlay', pointer, message })
      continue
    }
    if (count === 0) {
      const message = `target ${action.target} selects nothing in this document`
      diagnostics.add({ severity: unmatched, stage: 'overlay', pointer, message })
    }
  }
  return changed
}

function readActions(overlay: Json, diagnostics: Diagnostics): { action: Action; pointer: string }[] {
  const fail = (pointer: string, message: string) =>
    diagnostics.add({ severity: 'error', stage: 'overlay', pointer, message })
  if (!isObject(overlay)) {
    fail('', 'an overlay must be an object')
    return []
  }
  for (const field of Object.keys(overlay)) {
    if (!KNOWN_FIELDS.includes(field) && !field.startsWith('x-')) {
      fail(`/${field}`, `unknown field; expected one of ${KNOWN_FIELDS.join(', ')}`)
    }
  }
  if (typeof overlay['overlay'] !== 'string' || !overlay['overlay'].startsWith('1.0.')) {
    fail('/overlay', 'must be version 1.0.x of the Overlay Specification')
  }
  const info = overlay['info']
  if (!isObject(info) || typeof info['title'] !== 'string' || typeof info['version'] !== 'string') {
    fail('/info', 'must have a title and a version')
  }
  const actions = overlay['actions']
  if (!Array.isArray(actions) || actions.length === 0) {
    fail('/actions', 'must have at least one action')
    return []
  }
  return actions.flatMap((action, index) => {
    const pointer = `/actions/${index}`
    if (!isObject(action) || typeof action['target'] !== 'string') {
      fail(pointer, 'must have a "target"')
      return []
    }
    for (const field of Object.keys(action)) {
      if (!KNOWN_ACTION_FIELDS.includes(field) && !field.startsWith('x-')) {
        fail(`${pointer}/${field}`, `unknown field; expected one of ${KNOWN_ACTION_FIELDS.join(', ')}`)
      }
    }
    if (action['update'] === undefined && action['remove'] !== true) {
      fail(pointer, 'must have an "update" or "remove: true"')
      return []
    }
    return [{ action: action as unknown as Action, pointer }]
  })
}

/** @returns the number of nodes that the action changed */
function applyAction(root: Json, action: Action): number {
  const locations = jsonpath.query(action.target, root).nodes.map((node) => node.location)
  // In reverse order, so that removing an array item does not shift the remaining locations.
  for (const location of locations.toReversed()) {
    if (action.remove === true) {
      removeAt(root, location)
    } else if (action.update !== undefined) {
      mergeInto(valueAt(root, location), withoutAliases(action.update))
    }
  }
  return locations.length
}

/** Copies a value without shared references, which YAML aliases create. */
function withoutAliases(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

function valueAt(root: Json, location: readonly (string | number)[]): Json {
  return location.reduce<Json>((value, key) => (value as Record<string | number, Json>)[key] ?? null, root)
}

function removeAt(root: Json, location: readonly (string | number)[]): void {
  const parent = valueAt(root, location.slice(0, -1))
  const key = location.at(-1)
  if (Array.isArray(parent) && typeof key === 'number') {
    parent.splice(key, 1)
  } else if (isObject(parent) && typeof key === 'string') {
    delete parent[key]
  }
}

function mergeInto(target: Json, update: Json): void {
  if (Array.isArray(target)) {
    target.push(...(Array.isArray(update) ? update : [update]))
    return
  }
  if (!isObject(target) || !isObject(update)) {
    throw new Error('an update can only be merged into an object or an array')
  }
  for (const [key, value] of Object.entries(update)) {
    const existing = target[key]
    if ((isObject(existing) && isObject(value)) || Array.isArray(existing)) {
      mergeInto(existing, value)
    } else {
      target[key] = value
    }
  }
}
