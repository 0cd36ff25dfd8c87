import type { Fault } from '../faults/types.ts'
import type { FaultContext, FaultEffect } from '../faults/fault-kind.ts'
import { FAULT_KINDS } from '../faults/registry.ts'
import { seededRandom } from '../web/random/seeded-random.ts'
import type { Outcome } from '../answer/outcome.ts'
import type { WireMessage } from '../web/http/wire-message.ts'

/** An outcome with the effects of injected faults. */
export interface FaultedOutcome extends Outcome {
  effects: readonly FaultEffect[]
}

/** Data of the request that faults use. */
export interface FaultRequest extends Omit<FaultContext, 'random'> {
  /** Returns the seed of random values, which is the same for the same request. Only called if there are faults. */
  seed: () => string
}

/**
 * Selects the first fault by its `probability` and transforms the outcome.
 *
 * @param faults the field `fault` of the combined patches
 * @param request data of the request
 * @returns the outcome, with the effects that {@link deliver} applies to the serialized message
 */
export function injectFaults(
  outcome: Outcome,
  faults: Fault | readonly Fault[],
  { seed, ...request }: FaultRequest,
): FaultedOutcome {
  const seedText = seed()
  for (const [index, fault] of [faults].flat().entries()) {
    const random = seededRandom(JSON.stringify([seedText, index, fault.seed]))
    if (random() < (fault.probability ?? 1)) {
      return inject(outcome, fault, { ...request, random })
    }
  }
  return { ...outcome, effects: [] }
}

function inject(outcome: Outcome, fault: Fault, context: FaultContext): FaultedOutcome {
  let current = outcome
  const effects: FaultEffect[] = []
  const warnings: string[] = []
  for (const kind of FAULT_KINDS) {
    const effect = kind(fault, context)
    const changed = effect?.transform?.(current) ?? current
    if (effect === undefined) {
      continue
    }
    if (typeof changed === 'string') {
      warnings.push(`fault.${effect.name} ${changed}`)
    } else {
      current = changed
      effects.push(effect)
    }
  }
  return {
    ...current,
    effects,
    faultNames: effects.map(({ name }) => name),
    warnings: [...(current.warnings ?? []), ...warnings],
  }
}

/**
 * Applies the effects of faults to the serialized message.
 *
 * @returns the message to send, after any delay
 * @throws {import('../web/http/connection-lost.ts').ConnectionLost} if a fault ends the connection or the client leaves
 */
export async function deliver(message: WireMessage, effects: readonly FaultEffect[]): Promise<WireMessage> {
  let delivered = message
  for (const effect of effects) {
    delivered = (await effect.deliver?.(delivered)) ?? delivered
  }
  return delivered
}
