import { jsonpath } from 'json-p3'
import { errorMessage } from '../../../src/web/error-message.ts'
import type { Diagnostics } from '../../diagnostics.ts'
import { asJson } from '../../../src/web/json/narrow.ts'
import { setAt, valueAt } from '../../../src/web/json/pointer.ts'
import { isObject, type Json, type OpenApiDocument } from '../document.ts'
import { isOverlayAction, type OverlayAction, overlayIssues } from './overlay-schema.ts'

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
      count = applyAction(changed, action)
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

function readActions(overlay: Json, diagnostics: Diagnostics): { action: OverlayAction; pointer: string }[] {
  for (const issue of overlayIssues(overlay)) {
    diagnostics.add({ severity: 'error', stage: 'overlay', ...issue })
  }
  const actions = isObject(overlay) && Array.isArray(overlay['actions']) ? overlay['actions'] : []
  return actions.flatMap((action, index) =>
    isOverlayAction(action) ? [{ action, pointer: `/actions/${index}` }] : [],
  )
}

/** @returns the number of nodes that the action changed */
function applyAction(root: OpenApiDocument, { target, update, remove }: OverlayAction): number {
  const paths = jsonpath.query(target, asJson(root) ?? null).nodes.map(({ location }) => location.map(String))
  // In reverse order, so that removing an array item does not shift the remaining locations.
  for (const path of paths.toReversed()) {
    if (remove === true) {
      setAt(root, path, undefined)
    } else if (update !== undefined) {
      mergeInto(valueAt(root, path), withoutAliases(update))
    }
  }
  return paths.length
}

/** Copies a value without shared references, which YAML aliases create. */
function withoutAliases(value: Json): Json {
  return JSON.parse(JSON.stringify(value))
}

function mergeInto(target: unknown, update: Json): void {
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
