import type { StreamFault } from './stream/stream-fault.ts'

/** What goes wrong with the delivery of an answer; its members apply together. */
export interface Fault {
  /**
   * Share of the requests that meet the fault, from 0 to 1; the same request always meets it or never does, and the
   * retry of an SDK, which counts its retries, is another request.
   *
   * @minimum 0
   * @maximum 1
   */
  probability?: number
  /** Any text or number: another one makes other requests meet the fault, and other delays. */
  seed?: string | number
  /** How long the answer takes to begin: milliseconds, or what they are drawn from. */
  delay?: Milliseconds | DelayRange | DelayDistribution
  /** Answers 429 in the place of the answer, with the headers of an exhausted limit. */
  rateLimit?: boolean | RateLimit
  /**
   * Does not answer: true for ten minutes, the patience of OpenAI's SDKs, or so many milliseconds. A client that is
   * still there then gets a 504.
   */
  timeout?: boolean | Milliseconds
  /** Ends the connection before the first byte of the answer: by a TCP reset, or by closing it. On Node only. */
  connection?: 'reset' | 'close'
  /** Status and headers, with a body of no bytes. */
  empty?: boolean
  /** A body of JSON that ends in the middle, though all of it was delivered. */
  malformed?: boolean
  /** Breaks the connection off in the middle of the body: after so many bytes, or for true after half of them. */
  truncate?: boolean | Bytes
  /**
   * The header `content-type`, such as `text/html`; the body stays what it is.
   *
   * @pattern ^[\x21-\x7e][\x20-\x7e]*$
   */
  contentType?: string
  /** What goes wrong with a stream. */
  stream?: StreamFault
}

/**
 * @minimum 0
 * @maximum 600000
 */
type Milliseconds = number

/**
 * @asType integer
 * @minimum 0
 */
type Bytes = number

/** Any delay from `min` to `max` milliseconds, all equally often. */
export interface DelayRange {
  min: Milliseconds
  max: Milliseconds
}

/** Delays as services have them: most near the median, few much longer. */
export interface DelayDistribution {
  distribution: 'lognormal'
  /** The delay that half of the requests stay under. */
  median: Milliseconds
  /**
   * How much they vary: with 0.5, one of twelve takes more than twice the median.
   *
   * @minimum 0
   * @maximum 5
   */
  sigma: number
  /** No delay is longer. */
  max?: Milliseconds
}

/** Which limit is exhausted, and until when. */
export interface RateLimit {
  /**
   * Seconds until the client may try again, 0.02 when left out.
   *
   * @minimum 0
   * @maximum 86400
   */
  retryAfter?: number
  /** What was used up: `requests` when left out. */
  of?: 'requests' | 'tokens'
  /**
   * How many a minute allows.
   *
   * @asType integer
   * @minimum 1
   */
  limit?: number
}
