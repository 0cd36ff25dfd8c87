import type { Patch } from '../patches/document.ts'
import type { Random } from '../openai/seeded-random.ts'
import type { Outcome } from '../pipeline/outcome.ts'
import type { WireMessage } from '../pipeline/wire-message.ts'
import type { Connection } from './delivery.ts'
import type { Fault } from './fault.ts'

/** What faults look at besides their settings. */
export interface FaultContext {
  /** What the request asked for, where it names one. */
  model: string | undefined
  /** What patches say of the headers, for an answer that a fault puts in the place of the patched one. */
  headers: Patch['headers']
  /** Numbers that are the same for the same request. */
  random: Random
  /** The connection that the answer goes over. */
  connection: Connection
  /** Aborted when the client leaves; asked for only when there is something to wait for. */
  signal: () => AbortSignal
}

/** What one kind of fault does to one answer. */
export interface FaultEffect {
  /** As the patch document has it: `delay`, `stream.cut`. */
  name: string
  /**
   * Changes what is answered, before it is put into bytes.
   *
   * @returns the changed outcome, or why the fault does not go with it
   */
  tell?: (outcome: Outcome) => Outcome | string
  /**
   * Changes what goes over the wire, and when.
   *
   * @throws {import('./connection-lost.ts').ConnectionLost} when there is no answer
   */
  deliver?: (message: WireMessage) => WireMessage | Promise<WireMessage>
}

/**
 * One kind of fault.
 *
 * @param fault the fault that the request meets
 * @param context what else there is to look at
 * @returns what it does; undefined when the fault does not say so
 */
export type FaultKind = (fault: Fault, context: FaultContext) => FaultEffect | undefined
