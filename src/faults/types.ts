import type { StreamFault } from './stream/types.ts'

/** An injected failure of a response. All its members apply together. */
export interface Fault {
  /**
   * Share of requests affected, from 0 to 1. The same request is always or never affected; a retry of an SDK counts as
   * a different request, because SDKs send a retry count.
   *
   * @minimum 0
   * @maximum 1
   */
  probability?: number
  /** Any text or number. Changing it changes the affected requests and the random delays. */
  seed?: string | number
  /** Delay before the response starts: milliseconds, a range or a distribution. */
  delay?: Milliseconds | DelayRange | DelayDistribution
  /** Responds with 429 and the headers of an exhausted rate limit. */
  rateLimit?: boolean | RateLimit
  /**
   * Sends no response for this many milliseconds, or for ten minutes if true, the default timeout of OpenAI's SDKs.
   * A client that is still connected then gets a 504.
   */
  timeout?: boolean | Milliseconds
  /** Ends the connection before the first byte of the response, by a TCP reset or by closing it. Node only. */
  connection?: 'reset' | 'close'
  /** Sends status and headers with an empty body. */
  empty?: boolean
  /** Truncates the JSON in the body; the response itself is complete. */
  malformed?: boolean
  /** Closes the connection within the body: after this many bytes, or after half of them if true. */
  truncate?: boolean | Bytes
  /**
   * Value of the header `content-type`, such as `text/html`. The body is unchanged.
   *
   * @pattern ^[\x21-\x7e][\x20-\x7e]*$
   */
  contentType?: string
  /** Faults of a stream. */
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

/** A delay from `min` to `max` milliseconds, uniformly distributed. */
export interface DelayRange {
  min: Milliseconds
  max: Milliseconds
}

/** Realistic delays: most are near the median, a few are much longer. */
export interface DelayDistribution {
  distribution: 'lognormal'
  /** The median delay. */
  median: Milliseconds
  /**
   * Spread of the delays. With 0.5, one in twelve is longer than twice the median.
   *
   * @minimum 0
   * @maximum 5
   */
  sigma: number
  /** Maximum delay. */
  max?: Milliseconds
}

/** The exhausted rate limit. */
export interface RateLimit {
  /**
   * Seconds until the client may retry. Defaults to 0.02.
   *
   * @minimum 0
   * @maximum 86400
   */
  retryAfter?: number
  /** The limited resource. Defaults to `requests`. */
  of?: 'requests' | 'tokens'
  /**
   * The limit per minute.
   *
   * @asType integer
   * @minimum 1
   */
  limit?: number
}
