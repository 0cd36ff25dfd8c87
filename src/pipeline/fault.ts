import type { Fault } from '../faults/fault.ts'
import type { FaultContext, FaultEffect } from '../faults/fault-kind.ts'
import { FAULT_KINDS } from '../faults/registry.ts'
import { seededRandom } from '../openai/seeded-random.ts'
import type { Outcome } from './outcome.ts'
import type { WireMessage } from './wire-message.ts'

/** An outcome, and what goes wrong with its delivery. */
export interface FaultyOutcome extends Outcome {
  effects: readonly FaultEffect[]
}

/** What a fault is drawn for. */
export interface FaultyRequest extends Omit<FaultContext, 'random'> {
  /** What makes the draws the same for the same request; asked for only where there is one to meet. */
  seed: () => string
}

/**
 * Applies the first fault that the request meets, as far as it concerns what is answered.
 *
 * @param outcome what would be answered
 * @param faults the field `fault` of the patches that apply
 * @param request what the fault is drawn for
 */
export function applyFault(
  outcome: Outcome,
  faults: Fault | readonly Fault[],
  { seed, ...request }: FaultyRequest,
): FaultyOutcome {
  const seedText = seed()
  for (const [index, fault] of [faults].flat().entries()) {
    const random = seededRandom(JSON.stringify([seedText, index, fault.seed]))
    if (random() < (fault.probability ?? 1)) {
      return bringAbout(outcome, fault, { ...request, random })
    }
  }
  return { ...outcome, effects: [] }
}

function bringAbout(outcome: Outcome, fault: Fault, context: FaultContext): FaultyOutcome {
  let told = outcome
  const effects: FaultEffect[] = []
  const warnings: string[] = []
  for (const kind of FAULT_KINDS) {
    const effect = kind(fault, context)
    const changed = effect?.tell?.(told) ?? told
    if (effect === undefined) {
      continue
    }
    if (typeof changed === 'string') {
      warnings.push(`fault.${effect.name} ${changed}`)
    } else {
      told = changed
      effects.push(effect)
    }
  }
  return {
    ...told,
    effects,
    faultNames: effects.map(({ name }) => name),
    warnings: [...(told.warnings ?? []), ...warnings],
  }
}

/**
 * Applies what is left of the faults to what goes over the wire.
 *
 * @param message what would be sent
 * @param effects what goes wrong
 * @returns what is sent, when it is time to
 * @throws {import('../faults/connection-lost.ts').ConnectionLost} when nothing is
 */
export async function deliver(message: WireMessage, effects: readonly FaultEffect[]): Promise<WireMessage> {
  let delivered = message
  for (const effect of effects) {
    delivered = (await effect.deliver?.(delivered)) ?? delivered
  }
  return delivered
}
