import type { Fault } from '../faults/types.ts'
import type { FaultContext, FaultEffect } from '../faults/fault-kind.ts'
import { FAULT_KINDS } from '../faults/registry.ts'
import { seededRandom } from '../web/random/seeded-random.ts'
import type { Outcome } from '../answer/outcome.ts'
import type { PatchFields } from '../patches/apply/combine-patches.ts'
import type { Call } from '../request/call.ts'
import type { Connection } from '../web/http/connection.ts'
import type { WireMessage } from '../web/http/wire-message.ts'
import { asString } from '../web/json/narrow.ts'

/** An outcome, and the effects of faults that {@link deliver} applies to the serialized message. */
export interface FaultedOutcome {
  outcome: Outcome
  effects: readonly FaultEffect[]
}

/** A request and the connection of its response. */
export interface FaultTarget {
  call: Pick<Call, 'request' | 'route' | 'pathParameters' | 'query' | 'headers' | 'body'>
  connection: Connection
}

const NO_EFFECTS: readonly FaultEffect[] = []

/**
 * Selects the first fault by its `probability` and transforms the outcome.
 *
 * @param patches the fields of the combined patches
 */
export function injectFaults(
  outcome: Outcome,
  { fault: faults, headers }: Pick<PatchFields, 'fault' | 'headers'>,
  { call, connection }: FaultTarget,
): FaultedOutcome {
  if (faults === undefined) {
    return { outcome, effects: NO_EFFECTS }
  }
  const seed = seedOfFaults(call)
  for (const [index, fault] of [faults].flat().entries()) {
    const random = seededRandom(JSON.stringify([seed, index, fault.seed]))
    if (random() < (fault.probability ?? 1)) {
      const model = asString(call.body['model'])
      return inject(outcome, fault, { connection, headers, model, random, signal: () => call.request.signal })
    }
  }
  return { outcome, effects: NO_EFFECTS }
}

/** @returns the seed of random values; unlike other seeds, it depends on the retry count that SDKs send */
function seedOfFaults({ route, pathParameters, query, body, headers }: FaultTarget['call']): string {
  return JSON.stringify([route.id, pathParameters, [...query], body, headers.get('x-stainless-retry-count')])
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
    outcome: {
      ...current,
      faultNames: effects.map(({ name }) => name),
      warnings: [...(current.warnings ?? []), ...warnings],
    },
    effects,
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
