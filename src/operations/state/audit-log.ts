import type { StatePlan } from '../../catalogue/contract.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import type { StateRequest, StateSteps } from './behavior.ts'

/** Path of the family of audit events. */
export const AUDIT_LOG = '/organization/audit_logs'

/** Nouns of the types of audit events, by family (`AuditLogEventType` in the document). */
const NOUNS: Readonly<Record<string, string>> = {
  '/organization/admin_api_keys': 'api_key',
  '/organization/certificates': 'certificate',
  '/organization/external_keys': 'external_key',
  '/organization/groups': 'group',
  '/organization/groups/{group_id}/roles': 'role.assignment',
  '/organization/invites': 'invite',
  '/organization/projects': 'project',
  '/organization/projects/{project_id}/api_keys': 'api_key',
  '/organization/projects/{project_id}/rate_limits': 'rate_limit',
  '/organization/projects/{project_id}/service_accounts': 'service_account',
  '/organization/projects/{project_id}/users': 'user',
  '/organization/roles': 'role',
  '/organization/users': 'user',
  '/organization/users/{user_id}/roles': 'role.assignment',
  '/organization/workload_identity_providers': 'workload_identity_provider',
  '/projects/{project_id}/groups/{group_id}/roles': 'role.assignment',
  '/projects/{project_id}/roles': 'role',
  '/projects/{project_id}/users/{user_id}/roles': 'role.assignment',
}

/** Verbs of the types of audit events. */
const VERBS: Readonly<Partial<Record<StatePlan['does'], string>>> = {
  create: 'created',
  assign: 'created',
  update: 'updated',
  delete: 'deleted',
}

/** Types whose verb differs. */
const IRREGULAR: Readonly<Record<string, string>> = {
  'external_key.created': 'external_key.registered',
  'external_key.deleted': 'external_key.removed',
  'invite.created': 'invite.sent',
  'user.created': 'user.added',
}

/** Properties of a request that an event never repeats. */
const SECRETS = /secret|certificate|value|token/

/** Adds an entry to the audit log for each change of the organization. */
export function audited(request: StateRequest, steps: StateSteps): StateSteps {
  const type = eventType(request)
  if (type === undefined) {
    return steps
  }
  let isStored = false
  return {
    ...steps,
    recall: (answer) => {
      const recalled = steps.recall(answer)
      isStored = recalled.origin === 'stored'
      return recalled
    },
    commit: (answer) => {
      const kept = steps.commit(answer)
      if (isStored) {
        const id = asString(asObject(answer.body)?.['id']) ?? kept?.id ?? request.id ?? ''
        addAuditEvent(request, type, { id, ...detailsOf(request) })
      }
      return kept
    },
  }
}

function eventType({ plan, operation }: StateRequest): string | undefined {
  const noun = NOUNS[plan?.family ?? '']
  if (plan === undefined || noun === undefined) {
    return undefined
  }
  const verb = operation.route.path.endsWith('/archive') ? 'archived' : VERBS[plan.does]
  const type = `${noun}.${verb ?? ''}`
  return verb === undefined ? undefined : (IRREGULAR[type] ?? type)
}

/** What was created or changed, in the members of the document. */
function detailsOf({ plan, body }: StateRequest): JsonObject {
  const given = Object.fromEntries(Object.entries(body).filter(([name]) => !SECRETS.test(name)))
  if (Object.keys(given).length === 0) {
    return {}
  }
  return plan?.does === 'update' ? { changes_requested: given } : { data: given }
}

/** Adds an entry to the audit log. @param details the member named like the type */
export function addAuditEvent(
  { store, now, pathParameters }: Pick<StateRequest, 'store' | 'now' | 'pathParameters'>,
  type: string,
  details: JsonObject,
): void {
  const number = store.count('audit events')
  const id = newIdentifier('audit_log-', seededRandom(`audit event ${number} ${type}`))
  const project = pathParameters['project_id']
  const event = {
    id,
    type,
    effective_at: now,
    ...(project !== undefined && { project: { id: project, name: project } }),
    actor: ACTOR,
    [type]: details,
  }
  store.insert({ family: AUDIT_LOG, parent: '', id }, event, { created: now })
}

/** The owner of the organization in the examples, by an API key. */
const ACTOR: JsonObject = {
  type: 'api_key',
  api_key: {
    id: 'key_N6EKCtPbEelthqGj',
    type: 'user',
    user: { id: 'user-bEyMaMWCZ0W5L7iNjTcvCMDO', email: 'ada.lovelace@northwind.test' },
  },
}
