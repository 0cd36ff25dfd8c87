import type { StatePlan } from '../../catalogue/contract.ts'
import { action } from './actions.ts'
import { audited } from './audit-log.ts'
import type { StateRequest, StateRow, StateSteps } from './behavior.ts'
import { creation, listing } from './collections.ts'
import { deletion, retrieval, update } from './items.ts'
import { lookUpItem } from './lookup.ts'
import { assignment } from './members.ts'
import { NO_STEPS } from './no-steps.ts'
import { singleton } from './singletons.ts'

/** The steps of each kind of operation. */
const STEPS_BY_KIND: Readonly<Record<StatePlan['does'], (request: StateRequest) => StateSteps>> = {
  create: creation,
  list: listing,
  get: retrieval,
  update,
  delete: deletion,
  assign: assignment,
  act: (request) => action(request),
  singleton,
  child: () => NO_STEPS,
}

/**
 * @param row the operation's own behavior, if any
 * @returns the steps of a request
 */
export function stepsOf(request: StateRequest, row: StateRow | undefined): StateSteps {
  const { plan } = request
  const generic = plan === undefined ? NO_STEPS : STEPS_BY_KIND[plan.does](request)
  const own = audited(request, row?.steps?.(request, generic) ?? generic)
  // Other steps may change more objects.
  const isSingleWrite = own === generic && generic.isSingleWrite === true
  return {
    ...own,
    isSingleWrite,
    before: () => {
      lookUpItem(request)
      return own.before()
    },
  }
}
