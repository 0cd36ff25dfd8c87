/** Injected failures of a stream of events. */
export interface StreamFault {
  /** Ends the stream early. */
  disconnect?: Disconnect
  /** Closes a WebSocket with a close frame. A response over HTTP ends early. */
  close?: SocketClose
  /** Sends one event as a binary frame, on a WebSocket. */
  binary?: EventPosition
  /** Replaces an event with the endpoint's error event and ends the stream. */
  error?: StreamError
  /** Pauses the stream before one event. */
  stall?: Stall
  /** Truncates the JSON of one event. */
  malformed?: EventPosition
  /** Sends one event twice, with the same `sequence_number`. */
  duplicate?: EventPosition
  /** Drops one event, which leaves a gap in `sequence_number`. */
  drop?: EventPosition
  /** Omits the final event: `[DONE]`, `response.completed` or the endpoint's own. */
  noTerminator?: boolean
  /**
   * An SSE comment sent before each event, as services do to keep connections alive.
   *
   * @maxLength 200
   * @pattern ^[^\r\n]*$
   */
  comment?: string
  /** Line ending instead of LF, which the format allows (HTML standard, section 9.2.5). */
  lineEnding?: 'CRLF' | 'CR'
  /** Sends each event that has non-ASCII characters in two pieces, split inside a character. */
  splitCharacters?: boolean
  /**
   * Writes this many bytes at a time.
   *
   * @asType integer
   * @minimum 1
   */
  bytesPerWrite?: number
  /**
   * Old name of `disconnect`, which is preferred.
   *
   * @deprecated
   */
  cut?: Disconnect
  /**
   * Old name of `drop`, which is preferred.
   *
   * @deprecated
   */
  gap?: EventPosition
  /**
   * Old name of `noTerminator`, which is preferred.
   *
   * @deprecated
   */
  withoutEnd?: boolean
}

/** A position in a stream. */
export interface EventPosition {
  /**
   * Number of events before it.
   *
   * @asType integer
   * @minimum 0
   */
  after: number
}

/** Where and how a stream ends. */
export interface Disconnect extends EventPosition {
  /** Closes the connection (`close`, the default), resets it (Node only), or ends the response normally, on a WebSocket with code 1000. */
  by?: 'close' | 'reset' | 'end'
}

/** Where and how a WebSocket is closed. */
export interface SocketClose extends EventPosition {
  /**
   * Close code that an endpoint may send (RFC 6455, section 7.4): `1011` for an internal error, `1012` for a restart.
   *
   * @asType integer
   * @minimum 1000
   * @maximum 4999
   */
  code: number
  /**
   * At most 123 bytes in UTF-8. Defaults to an empty text.
   *
   * @maxLength 123
   */
  reason?: string
}

/** Where and how long a stream pauses. */
export interface Stall extends EventPosition {
  /**
   * @minimum 0
   * @maximum 600000
   */
  milliseconds: number
}

/** The error that ends a stream. Omitted members default to OpenAI's own. */
export interface StreamError extends EventPosition {
  code?: string
  message?: string
  type?: string
}
