import type { Delivery } from './delivery.ts'
import type { Fault } from './fault.ts'

/** What is wrong with a `fault`, as the control API lists it. */
export interface FaultyFault {
  /** JSON Pointer (RFC 6901) from the fault, such as `/reset`. */
  pointer: string
  message: string
  /** What to write instead. */
  suggestion: string
}

/**
 * Holds a patch's fault, which fits its schema, against what the runtime can do.
 *
 * @param fault the field `fault` of a patch
 * @param delivery what the runtime can do to connections
 */
export function checkFault(_fault: Fault, _delivery: Pick<Delivery, 'breakages'>): FaultyFault[] {
  return []
}
