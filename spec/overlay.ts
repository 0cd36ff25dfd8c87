import { jsonpath } from 'json-p3'
import { errorMessage } from '../src/error-message.ts'
import type { Diagnostics } from './diagnostics.ts'
import { isObject, type Json, type OpenApiDocument } from './document.ts'

/** One change of an overlay (OpenAPI Overlay 1.0.0, section 4.4.3, Action Object). */
interface Action {
  /** JSONPath (RFC 9535) of the places to change. */
  target: string
  description?: string
  /** Merged into each selected object, appended to each selected array. */
  update?: Json
  /** Removes what is selected. */
  remove?: boolean
}

const KNOWN_FIELDS = ['overlay', 'info', 'extends', 'actions']
const KNOWN_ACTION_FIELDS = ['target', 'description', 'update', 'remove']

/**
 * Applies an OpenAPI Overlay 1.0 document.
 *
 * @param document what to change; it is left as it was
 * @param overlay the overlay as parsed from YAML
 * @param options where to report: an error for each fault of the overlay, and with the severity `unmatched` each action
 *   that selects nothing, since in the document that it was written for such a repair is out of date
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
    fail('', 'an overlay is an object')
    return []
  }
  for (const field of Object.keys(overlay)) {
    if (!KNOWN_FIELDS.includes(field) && !field.startsWith('x-')) {
      fail(`/${field}`, `unknown field; an overlay has ${KNOWN_FIELDS.join(', ')}`)
    }
  }
  if (typeof overlay['overlay'] !== 'string' || !overlay['overlay'].startsWith('1.0.')) {
    fail('/overlay', 'must be a version 1.0.x of the Overlay Specification')
  }
  const info = overlay['info']
  if (!isObject(info) || typeof info['title'] !== 'string' || typeof info['version'] !== 'string') {
    fail('/info', 'must have a title and a version')
  }
  const actions = overlay['actions']
  if (!Array.isArray(actions) || actions.length === 0) {
    fail('/actions', 'must hold at least one action')
    return []
  }
  return actions.flatMap((action, index) => {
    const pointer = `/actions/${index}`
    if (!isObject(action) || typeof action['target'] !== 'string') {
      fail(pointer, 'must have a target')
      return []
    }
    for (const field of Object.keys(action)) {
      if (!KNOWN_ACTION_FIELDS.includes(field) && !field.startsWith('x-')) {
        fail(`${pointer}/${field}`, `unknown field; an action has ${KNOWN_ACTION_FIELDS.join(', ')}`)
      }
    }
    if (action['update'] === undefined && action['remove'] !== true) {
      fail(pointer, 'must have an update or "remove: true"')
      return []
    }
    return [{ action: action as unknown as Action, pointer }]
  })
}

/** @returns how many places the action changed */
function applyAction(root: Json, action: Action): number {
  const locations = jsonpath.query(action.target, root).nodes.map((node) => node.location)
  // From the back, so that removing an array's item leaves the places of those before it.
  for (const location of locations.toReversed()) {
    if (action.remove === true) {
      removeAt(root, location)
    } else if (action.update !== undefined) {
      mergeInto(valueAt(root, location), unshared(action.update))
    }
  }
  return locations.length
}

/** A copy of which no two parts are the same object, as they are where the YAML has aliases. */
function unshared(value: Json): Json {
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
    throw new Error('an update needs an object or an array to merge into')
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
