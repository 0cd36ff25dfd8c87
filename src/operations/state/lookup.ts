import { type ApiError, apiError } from '../../openai/errors.ts'
import { notFoundError } from '../../openai/not-found.ts'
import { type Kept, parentKey, type Place } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import type { StatePlan } from '../../catalogue/contract.ts'
import type { StateRequest } from './behavior.ts'

/** The ids in a path, and the parents among them that were created in the namespace. */
export interface PathState {
  /** See {@link Place.parent}. */
  parent: string
  hasKnownParent: boolean
  /** Whether an item above was never created. Nothing is refused below it. */
  hasUnknownParent: boolean
}

/** The parts of a request that a lookup needs. */
export type Lookup = Pick<StateRequest, 'store' | 'pathParameters' | 'isStrict'>

/**
 * Looks up the items above a collection.
 *
 * @throws {ApiError} 404 if one was deleted, or was never created and unknown ids are errors
 */
export function lookUpParents(plan: StatePlan, { store, pathParameters, isStrict }: Lookup): PathState {
  const ids: string[] = []
  let hasKnownParent = false
  let hasUnknownParent = false
  for (const { parameter, family } of plan.parents) {
    const id = pathParameters[parameter] ?? ''
    if (family !== null) {
      const kept = store.find({ family, parent: parentKey(ids), id })
      const isMissing = kept === undefined ? isStrict || hasKnownParent : kept.gone
      if (isMissing && !hasUnknownParent) {
        throw goneError(pathParameters, parameter)
      }
      hasUnknownParent ||= kept === undefined || kept.gone
      hasKnownParent = !hasUnknownParent
    }
    ids.push(id)
  }
  return { parent: parentKey(ids), hasKnownParent, hasUnknownParent }
}

/** @returns the place of the item in the path, or undefined for a collection */
export function placeOf({
  plan,
  parent,
  id,
}: Pick<StateRequest, 'plan' | 'parent' | 'id'>): Place | undefined {
  return plan === undefined || id === undefined ? undefined : { family: plan.family, parent, id }
}

/**
 * Looks up the item in the path.
 *
 * @returns the item, or undefined if the answer is an example
 * @throws {ApiError} 404 if it was deleted, or was never created and cannot be an example
 */
export function lookUpItem(request: StateRequest): Kept | undefined {
  const { plan, store, isStrict, hasKnownParent, hasUnknownParent, parent, pathParameters } = request
  const place = placeOf(request)
  if (plan === undefined || place === undefined) {
    return undefined
  }
  const kept = store.find(place)
  if (kept?.gone === true) {
    if (hasUnknownParent) {
      return undefined
    }
    throw goneError(pathParameters, plan.item ?? '')
  }
  if (kept === undefined && (isStrict || (hasKnownParent && !isExampleCollection(plan, store, parent)))) {
    throw goneError(pathParameters, plan.item ?? '')
  }
  return kept
}

/** Whether a collection consists of examples: no operation creates its items, and none was changed yet. */
export function isExampleCollection({ family, seededBy }: StatePlan, store: Store, parent: string): boolean {
  return seededBy !== undefined && !store.isTouched(family, parent)
}

/**
 * @param parameter the path parameter with the id that was not found
 * @returns the 404 error in the words of the service
 */
export function goneError(pathParameters: Readonly<Record<string, string>>, parameter: string): ApiError {
  const { status, message, ...details } = notFoundError(parameter, pathParameters)
  return apiError(status, message, { ...details, headers: { 'x-mock-state': 'gone' } })
}
