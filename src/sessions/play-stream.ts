import type { EventStream } from '../answer/event-stream.ts'
import { ConnectionLost, SocketClosed } from '../web/http/connection-lost.ts'
import type { JsonObject } from '../web/json/json.ts'
import type { StreamPart } from '../web/sse/event.ts'

/** The next step of a played stream. */
export type PlayStep =
  | { kind: 'wait'; milliseconds: number }
  | { kind: 'event'; event: JsonObject; isBinary: boolean }
  /** Text that is not an event, from a fault. */
  | { kind: 'text'; text: string }
  | { kind: 'end' }
  | { kind: 'cut'; by: 'close' | 'reset' }
  | { kind: 'close'; code: number; reason: string }

/** Plays the events of a stream one by one, with their delays and faults. */
export class StreamPlayer {
  readonly #events: Iterator<StreamPart>
  readonly #waits: Iterator<number> | undefined
  readonly #closesSocket: boolean
  #next: StreamPart | undefined

  constructor({
    events,
    waits,
    closesSocket = false,
  }: Pick<EventStream, 'events' | 'waits' | 'closesSocket'>) {
    this.#events = events[Symbol.iterator]()
    this.#waits = waits
    this.#closesSocket = closesSocket
  }

  /** @returns a `wait`, then the event that follows it, and so on */
  step(): PlayStep {
    const part = this.#next
    if (part !== undefined && 'data' in part) {
      this.#next = undefined
      const { data, isBinary = false } = part
      return typeof data === 'string'
        ? { kind: 'text', text: data }
        : { kind: 'event', event: data, isBinary }
    }
    return this.#advance()
  }

  #advance(): PlayStep {
    try {
      const { done, value } = this.#events.next()
      if (done === true) {
        return this.#closesSocket ? { kind: 'close', code: 1000, reason: '' } : { kind: 'end' }
      }
      // WebSockets have no comments.
      this.#next = 'data' in value ? value : undefined
      const paced = 'data' in value ? Number(this.#waits?.next().value ?? 0) : 0
      return { kind: 'wait', milliseconds: (value.wait ?? 0) + paced }
    } catch (error) {
      if (error instanceof SocketClosed) {
        return { kind: 'close', code: error.code, reason: error.reason }
      }
      if (error instanceof ConnectionLost) {
        return { kind: 'cut', by: error.mode }
      }
      throw error
    }
  }
}
