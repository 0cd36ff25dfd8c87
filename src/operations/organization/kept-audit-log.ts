import type { StateBehavior } from '../state/behavior.ts'
import { AUDIT_LOG } from '../state/audit-log.ts'
import { pageOf } from '../state/collections.ts'

/** Lists the changes of the organization, newest first. */
export const listedAuditLog: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const { store, isStrict } = request
    const log = { ...request, plan: { family: AUDIT_LOG, does: 'list', parents: [] }, parent: '' } as const
    return isStrict || store.isTouched(AUDIT_LOG, '')
      ? {
          answer: pageOf({ ...log, plan: { ...log.plan, parents: [] } }, answer, ({ body }) => body),
          origin: 'stored',
        }
      : steps.recall(answer)
  },
})
