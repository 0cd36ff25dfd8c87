/** What goes wrong with a stream of events. */
export interface StreamFault {
  /** Ends the stream too early. */
  cut?: Cut
  /** Tells an error in the place of an event, as the endpoint does, and ends. */
  error?: StreamError
  /** Falls silent for a while, and goes on. */
  stall?: Stall
  /** Breaks the JSON of one event. */
  malformed?: Position
  /** Sends one event twice, its `sequence_number`, too. */
  duplicate?: Position
  /** Leaves one event out, its `sequence_number`, too. */
  gap?: Position
  /** Leaves out the event that tells the end: `[DONE]`, `response.completed` or the endpoint's own. */
  withoutEnd?: boolean
  /**
   * A comment before each event, as services send them to keep connections alive.
   *
   * @maxLength 200
   * @pattern ^[^\r\n]*$
   */
  comment?: string
  /** Ends lines in another way than by LF; the format allows it (HTML standard, section 9.2.5). */
  lineEnding?: 'CRLF' | 'CR'
  /** Sends each event with other than ASCII characters in two pieces that are cut inside a character. */
  splitCharacters?: boolean
  /**
   * Sends so many bytes at a time, whatever they are.
   *
   * @asType integer
   * @minimum 1
   */
  bytesPerWrite?: number
}

/** A place in a stream. */
export interface Position {
  /**
   * How many events come before.
   *
   * @asType integer
   * @minimum 0
   */
  after: number
}

/** Where a stream ends, and how. */
export interface Cut extends Position {
  /** The connection breaks off (`close`, when left out), is reset (on Node only), or the answer simply ends. */
  by?: 'close' | 'reset' | 'end'
}

/** Where a stream falls silent. */
export interface Stall extends Position {
  /**
   * @minimum 0
   * @maximum 600000
   */
  milliseconds: number
}

/** The error that ends a stream, in OpenAI's words where they are left out. */
export interface StreamError extends Position {
  code?: string
  message?: string
  type?: string
}
