import type { Handled } from '../pipeline/handle.ts'
import type { JsonObject } from '../web/json/json.ts'

/** An input of a session: from the client, a timer, or the answer to a question. */
export type SessionInput =
  | { kind: 'open' }
  | { kind: 'text'; text: string }
  | { kind: 'binary' }
  | { kind: 'timer'; name: string }
  | { kind: 'answer'; id: string; answer: SessionAnswer }

/** An effect of a session, performed in order by its runner. */
export type SessionEffect =
  | { kind: 'send'; event: JsonObject; isBinary?: boolean }
  /** Sends text that is not an event, from a fault. */
  | { kind: 'send text'; text: string }
  | { kind: 'close'; code: number; reason: string }
  /** Ends the connection without a close frame. */
  | { kind: 'cut'; by: 'close' | 'reset' }
  /** Starts a timer, which replaces a running one of the same name. */
  | { kind: 'start timer'; name: string; milliseconds: number }
  | { kind: 'stop timer'; name: string }
  /** Asks for the answer to one turn. */
  | { kind: 'ask'; id: string; question: SessionQuestion }

/** One turn of a session, answered like a request. */
export interface SessionQuestion {
  /** The operation of the turn: `createResponse`, `createRealtimeResponse`. */
  operationId: string
  body: JsonObject
  /** Number of the response on this connection, from 1. */
  turn: number
  /** Size and first bytes of the user's sound, for a transcript. */
  sound?: { bytes: Uint8Array; milliseconds: number }
}

/** The answer to a {@link SessionQuestion}, or the connection's end, if a fault ends it. */
export type SessionAnswer = { kind: 'answered'; handled: Handled } | { kind: 'lost'; by: 'close' | 'reset' }

/**
 * One WebSocket session as a state machine: it has no socket, no clock and no timers of its own, so that a run is
 * reproducible.
 */
export interface Session {
  /**
   * Handles one input.
   *
   * @param now time of the input, in milliseconds since 1970
   * @returns the effects, in order
   */
  handle(input: SessionInput, now: number): SessionEffect[]
}

/** Errors of WebSocket sessions, in the API's wording. */
export interface SessionError {
  type?: string
  code: string | null
  message: string
  param?: string | null
}
