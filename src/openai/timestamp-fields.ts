/** Names of timestamp fields, which are Unix seconds; includes `valid_at` and `last_used_at`. */
const TIMESTAMP_NAME = /^(?:created|.+_at|start_time|end_time)$/

/** Names of timestamps later than the response. */
const FUTURE_TIMESTAMP_NAME = /^expires/

/** @returns true for names of timestamp fields */
export function isTimestampName(name: string): boolean {
  return TIMESTAMP_NAME.test(name)
}

/** @returns true for names of timestamps in the future */
export function isFutureTimestampName(name: string): boolean {
  return FUTURE_TIMESTAMP_NAME.test(name)
}
