import type { Random } from '../../web/random/seeded-random.ts'
import { Emitter } from '../emitter.ts'
import type { Session, SessionEffect, SessionInput } from '../session.ts'

/** The reason for rejecting a session after the handshake. */
export interface Rejection {
  code: string
  message: string
  /** Close code. Defaults to 4000. */
  closeCode?: number
}

const DEFAULT_CLOSE_CODE = 4000

/** A session that sends one error and closes, as the Realtime API does. */
export class RejectedSession implements Session {
  readonly #rejection: Rejection
  readonly #random: Random

  constructor(rejection: Rejection, random: Random) {
    this.#rejection = rejection
    this.#random = random
  }

  handle(input: SessionInput): SessionEffect[] {
    if (input.kind !== 'open') {
      return []
    }
    const { code, message, closeCode = DEFAULT_CLOSE_CODE } = this.#rejection
    const emitter = new Emitter(this.#random)
    emitter.error({ code, message })
    emitter.close(closeCode, `invalid_request_error.${code}`)
    return emitter.take()
  }
}
