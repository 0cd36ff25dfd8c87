import { parentKey } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import type { StateBehavior } from '../state/behavior.ts'

/** Path of the family of keys of a project. */
const PROJECT_KEYS = '/organization/projects/{project_id}/api_keys'

/** Creates a service account with a key, which the keys of the project list. */
export const createdServiceAccounts: StateBehavior = (request, steps) => ({
  ...steps,
  commit: (answer) => {
    const { store, parent, now, hasKnownParent } = request
    const created = asObject(answer.body) ?? {}
    const key = asObject(created['api_key'])
    const kept = steps.commit(answer)
    const id = asString(key?.['id'])
    if (kept !== undefined && key !== undefined && id !== undefined && hasKnownParent) {
      const { name, role, created_at: createdAt } = created
      const owner = { id: kept.id, name: name ?? '', role: role ?? 'member', created_at: createdAt ?? now }
      const projectKey: JsonObject = {
        object: 'organization.project.api_key',
        redacted_value: redact(asString(key['value']) ?? ''),
        name: key['name'] ?? '',
        created_at: now,
        last_used_at: null,
        id,
        owner_project_access: 'active',
        owner: { type: 'service_account', service_account: owner },
      }
      store.insert({ family: PROJECT_KEYS, parent, id }, projectKey, { created: now })
    }
    return kept
  },
})

/** Deletes a service account with its keys. */
export const deletedServiceAccounts: StateBehavior = (request, steps) => ({
  ...steps,
  commit: (answer) => {
    const { store, pathParameters, id } = request
    for (const key of store.all(PROJECT_KEYS, parentKey([pathParameters['project_id'] ?? '']))) {
      if (asObject(asObject(key.body['owner'])?.['service_account'])?.['id'] === id) {
        store.bury(key)
      }
    }
    return steps.commit(answer)
  },
})

/** The start and end of a secret, as in the examples. */
function redact(value: string): string {
  return `${value.slice(0, 11)}**********${value.slice(-4)}`
}
