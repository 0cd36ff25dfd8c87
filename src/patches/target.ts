import type { Json } from '../json/json.ts'
import { jsonIn, objectIn } from '../json/read-json.ts'
import { setAt, valueAt } from '../openai/places.ts'
import { compilePath } from './json-path.ts'
import { mergePatch } from './merge.ts'
import type { WorkBudget } from './work-budget.ts'

/** A change of many places at once, in the manner of an Overlay action (OpenAPI Overlay, section "Action Object"). */
export interface TargetChange {
  /** JSONPath of the places. */
  target: string
  /** Merged into objects, appended to lists, put in the place of anything else. */
  update?: Json | undefined
  /** True takes the places away. */
  remove?: boolean | undefined
}

/**
 * @param body what to change; it is left as it was
 * @param change where, and what
 * @param budget bounds the work
 * @returns the changed body, or undefined when the path leads nowhere
 */
export function changeTargets(
  body: Json,
  { target, update, remove }: TargetChange,
  budget: WorkBudget,
): Json | undefined {
  const path = compilePath(target)
  // In a list, so that the body as a whole is a place like any other.
  const holder: [Json] = [JSON.parse(JSON.stringify(body))]
  const places = 'fault' in path ? [] : path.locate(holder[0], budget)
  if (places.length === 0) {
    return undefined
  }
  // From the back, so that taking away an item of a list leaves the places of those before it.
  for (const location of places.toReversed()) {
    const place = ['0', ...location.map(String)]
    if (remove === true) {
      setAt(holder, place, location.length === 0 ? null : undefined)
    } else {
      setAt(holder, place, updated(jsonIn(valueAt(holder, place)) ?? null, update ?? null))
    }
  }
  return holder[0]
}

function updated(value: Json, update: Json): Json {
  if (Array.isArray(value)) {
    return Array.isArray(update) ? [...value, ...update] : [...value, update]
  }
  return objectIn(value) !== undefined && objectIn(update) !== undefined
    ? (jsonIn(mergePatch(value, update)) ?? null)
    : update
}
