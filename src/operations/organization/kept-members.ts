import type { Store } from '../../state/store.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import type { StateBehavior } from '../state/behavior.ts'
import { pageOf } from '../state/collections.ts'
import { lookUpItem } from '../state/lookup.ts'

/** Families of memberships by the family of their members. */
const MEMBERSHIPS: Readonly<Record<string, readonly string[]>> = {
  '/organization/groups': ['/organization/projects/{project_id}/groups'],
  '/organization/roles': [
    '/organization/groups/{group_id}/roles',
    '/organization/users/{user_id}/roles',
    '/projects/{project_id}/groups/{group_id}/roles',
    '/projects/{project_id}/users/{user_id}/roles',
  ],
  '/projects/{project_id}/roles': [
    '/projects/{project_id}/groups/{group_id}/roles',
    '/projects/{project_id}/users/{user_id}/roles',
  ],
  '/organization/users': [
    '/organization/groups/{group_id}/users',
    '/organization/projects/{project_id}/users',
  ],
}

/** Deletes a user, group or role with all its memberships and assignments. */
export const deletedMembers: StateBehavior = (request, steps) => ({
  ...steps,
  commit: (answer) => {
    const { store, plan, id = '' } = request
    for (const family of MEMBERSHIPS[plan?.family ?? ''] ?? []) {
      leave(store, family, id)
    }
    return steps.commit(answer)
  },
})

/** Ends the memberships of an item in all collections of a family. */
function leave(store: Store, family: string, id: string): void {
  const rows = store
    .reader()
    ?.all('SELECT parent FROM objects WHERE family = ? AND id = ? AND gone = 0', family, id)
  for (const { parent } of rows ?? []) {
    const kept = store.get({ family, parent: asString(parent) ?? '', id })
    if (kept !== undefined) {
      store.bury(kept)
    }
  }
}

/** Adds a group to a project, by its name. */
export const addedProjectGroups: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const { store, body } = request
    const recalled = steps.recall(answer)
    const id = asString(body['group_id']) ?? ''
    const group = store.get({ family: '/organization/groups', parent: '', id })
    const named = group && { group_name: group.body['name'] ?? '' }
    return {
      ...recalled,
      answer: { ...recalled.answer, body: { ...asObject(recalled.answer.body), ...named } },
    }
  },
})

/** Lists projects; archived ones only if the request asks for them. */
export const listedProjects: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const recalled = steps.recall(answer)
    if (recalled.origin !== 'stored' || request.query.get('include_archived') === 'true') {
      return recalled
    }
    const query = new URLSearchParams(request.query)
    query.delete('include_archived')
    query.set('status', 'active')
    return { ...recalled, answer: pageOf({ ...request, query }, answer) }
  },
})

const asKept = ({ body }: { body: JsonObject }) => body

/** Retrieves an invite, which stays pending. */
export const retrievedInvites: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const kept = lookUpItem(request)
    return kept === undefined
      ? steps.recall(answer)
      : { answer: { ...answer, body: kept.body }, origin: 'stored' }
  },
})

/** Lists invites as they are. */
export const listedInvites: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const { store, isStrict } = request
    return isStrict || store.isTouched(request.plan?.family ?? '', '')
      ? { answer: pageOf(request, answer, asKept), origin: 'stored' }
      : steps.recall(answer)
  },
})
