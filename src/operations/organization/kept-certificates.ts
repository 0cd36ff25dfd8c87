import { parentKey } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { addAuditEvent } from '../state/audit-log.ts'
import type { StateBehavior, StateRequest } from '../state/behavior.ts'
import { pageOf } from '../state/collections.ts'
import { goneError } from '../state/lookup.ts'
import { NO_STEPS } from '../state/no-steps.ts'

/** Paths of the families of certificates. A project has those that were activated or deactivated in it. */
const CERTIFICATES = '/organization/certificates'
const PROJECT_CERTIFICATES = '/organization/projects/{project_id}/certificates'

/** Activates certificates of the organization or of a project. */
export const activatedCertificates: StateBehavior = (request) => switchCertificates(request, true)

/** Deactivates certificates of the organization or of a project. */
export const deactivatedCertificates: StateBehavior = (request) => switchCertificates(request, false)

function switchCertificates(request: StateRequest, active: boolean) {
  const { store, body, pathParameters, isStrict, now } = request
  const project = pathParameters['project_id']
  const ids = asArray(body['certificate_ids']).map((id) => asString(id) ?? '')
  return {
    ...NO_STEPS,
    before: () => {
      for (const id of ids) {
        const kept = store.find({ family: CERTIFICATES, parent: '', id })
        if (kept === undefined ? isStrict : kept.gone) {
          throw goneError({ certificate_id: id }, 'certificate_id')
        }
      }
      return undefined
    },
    recall: (answer: Parameters<typeof NO_STEPS.recall>[0]) => {
      const data = asObjects(asObject(answer.body)?.['data']).map((example, index): JsonObject => {
        const kept = store.get({ family: CERTIFICATES, parent: '', id: ids[index] ?? '' })
        return { ...example, ...kept?.body, object: example['object'] ?? '', active }
      })
      return { answer: { ...answer, body: { ...asObject(answer.body), data } }, origin: 'stored' as const }
    },
    commit: (answer: Parameters<typeof NO_STEPS.commit>[0]) => {
      for (const certificate of asObjects(asObject(answer.body)?.['data'])) {
        const id = asString(certificate['id']) ?? ''
        const organization = store.get({ family: CERTIFICATES, parent: '', id })
        if (project !== undefined) {
          const place = { family: PROJECT_CERTIFICATES, parent: parentKey([project]), id }
          store.insert(place, certificate, { created: now })
        } else if (organization !== undefined) {
          store.replace(organization, { ...organization.body, active })
        }
      }
      const certificates = ids.map((id) => ({ id }))
      addAuditEvent(request, active ? 'certificates.activated' : 'certificates.deactivated', { certificates })
      return undefined
    },
  }
}

/** Lists the certificates of a project. */
export const listedProjectCertificates: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const { store, parent, hasKnownParent, plan } = request
    return plan !== undefined && (hasKnownParent || store.isTouched(plan.family, parent))
      ? { answer: pageOf(request, answer, ({ body }) => body), origin: 'stored' }
      : steps.recall(answer)
  },
})
