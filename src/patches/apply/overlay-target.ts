import type { Json } from '../../web/json/json.ts'
import { asJson, asObject } from '../../web/json/narrow.ts'
import { setAt, valueAt } from '../../web/json/pointer.ts'
import { compilePath } from '../../web/json/json-path.ts'
import { mergePatch } from '../../web/json/json-merge-patch.ts'
import type { Budget } from '../../web/limits/budget.ts'

/** A change to several values, modeled on an Overlay action (OpenAPI Overlay, section "Action Object"). */
export interface OverlayAction {
  /** JSONPath of the values. */
  target: string
  /** Merged into objects, appended to arrays, and replaces other values. */
  update?: Json | undefined
  /** True to remove the values. */
  remove?: boolean | undefined
}

/**
 * Applies a change to all values that its path selects.
 *
 * @param body not mutated
 * @param budget bounds the work
 * @returns the changed body, or undefined if the path selects nothing
 */
export function applyOverlayAction(
  body: Json,
  { target, update, remove }: OverlayAction,
  budget: Budget,
): Json | undefined {
  const path = compilePath(target)
  // Wrapped in an array, so that the root can be replaced, too.
  const wrapper: [Json] = [JSON.parse(JSON.stringify(body))]
  const locations = 'issue' in path ? [] : path.locate(wrapper[0], budget)
  if (locations.length === 0) {
    return undefined
  }
  // In reverse order, so that removing array items does not shift the remaining locations.
  for (const location of locations.toReversed()) {
    const pathInWrapper = ['0', ...location.map(String)]
    if (remove === true) {
      setAt(wrapper, pathInWrapper, location.length === 0 ? null : undefined)
    } else {
      setAt(
        wrapper,
        pathInWrapper,
        mergeUpdate(asJson(valueAt(wrapper, pathInWrapper)) ?? null, update ?? null),
      )
    }
  }
  return wrapper[0]
}

function mergeUpdate(value: Json, update: Json): Json {
  if (Array.isArray(value)) {
    return Array.isArray(update) ? [...value, ...update] : [...value, update]
  }
  return asObject(value) !== undefined && asObject(update) !== undefined
    ? (asJson(mergePatch(value, update)) ?? null)
    : update
}
