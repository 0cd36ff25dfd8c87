import type { HeaderChanges } from '../web/http/header-changes.ts'
import type { Random } from '../web/random/seeded-random.ts'
import type { Outcome } from '../answer/outcome.ts'
import type { WireMessage } from '../web/http/wire-message.ts'
import type { Connection } from '../web/http/connection.ts'
import type { Fault } from './types.ts'

/** Request data available to faults, in addition to their settings. */
export interface FaultContext {
  /** The model in the request body, if any. */
  model: string | undefined
  /** Header changes of the patches, for a fault that replaces the patched response. */
  headers: HeaderChanges | undefined
  /** Random numbers seeded by the request. */
  random: Random
  /** The connection of the response. */
  connection: Connection
  /** Returns the signal that aborts if the client disconnects. Only called by faults that wait. */
  signal: () => AbortSignal
}

/** The effect of one fault on one response. */
export interface FaultEffect {
  /** Path of the setting in `fault`: `delay`, `stream.disconnect`. */
  name: string
  /**
   * Transforms the outcome before it is serialized.
   *
   * @returns the changed outcome, or why the fault does not apply to it: a predicate such as `only applies to streams`
   */
  transform?: (outcome: Outcome) => Outcome | string
  /**
   * Changes or delays the serialized message.
   *
   * @throws {import('../web/http/connection-lost.ts').ConnectionLost} instead of sending a response
   */
  deliver?: (message: WireMessage) => WireMessage | Promise<WireMessage>
}

/**
 * Creates the effect of one kind of fault.
 *
 * @param fault the fault to inject
 * @param context data of the request
 * @returns the effect, or undefined if the fault does not include this kind
 */
export type FaultKind = (fault: Fault, context: FaultContext) => FaultEffect | undefined
