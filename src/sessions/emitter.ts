import { newIdentifier } from '../openai/ids.ts'
import type { JsonObject } from '../web/json/json.ts'
import type { Random } from '../web/random/seeded-random.ts'
import type { SessionEffect, SessionError, SessionQuestion } from './session.ts'

/** Length of the random part of ids of Realtime events and items. */
const ID_LENGTH = 21

/** Collects the effects of a session and numbers its events. */
export class Emitter {
  #effects: SessionEffect[] = []
  #questions = 0
  readonly #random: Random

  /** @param random seeded by the handshake, so that a script that runs again gets the same ids */
  constructor(random: Random) {
    this.#random = random
  }

  /** @returns the effects since the last call */
  take(): SessionEffect[] {
    const effects = this.#effects
    this.#effects = []
    return effects
  }

  add(effect: SessionEffect): void {
    this.#effects.push(effect)
  }

  /** @returns a new id with a prefix: `item_` */
  newId(prefix: string): string {
    return newIdentifier(prefix, this.#random, ID_LENGTH)
  }

  /** Sends an event with a new `event_id`. */
  event(type: string, fields: JsonObject = {}, isBinary = false): void {
    this.add({ kind: 'send', event: { type, event_id: this.newId('event_'), ...fields }, isBinary })
  }

  /**
   * Sends an `error` event.
   *
   * @param clientEventId the `event_id` of the client event that caused it
   */
  error(
    { type = 'invalid_request_error', code, message, param = null }: SessionError,
    clientEventId: string | null = null,
  ): void {
    this.event('error', { error: { type, code, message, param, event_id: clientEventId } })
  }

  close(code: number, reason: string): void {
    this.add({ kind: 'close', code, reason })
  }

  startTimer(name: string, milliseconds: number): void {
    this.add({ kind: 'start timer', name, milliseconds })
  }

  stopTimer(name: string): void {
    this.add({ kind: 'stop timer', name })
  }

  /** @returns the id of the question, which its answer has */
  ask(question: SessionQuestion): string {
    this.#questions += 1
    const id = `question ${this.#questions}`
    this.add({ kind: 'ask', id, question })
    return id
  }
}
