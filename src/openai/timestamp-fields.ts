/** Names of timestamp fields, which are Unix seconds; includes `valid_at` and `last_used_at`. */
const TIME_NAME = /^(?:created|.+_at|start_time|end_time)$/

/** Names of timestamps later than the response. */
const FUTURE_NAME = /^expires/

/** @returns true for names of timestamp fields */
export function isTimeName(name: string): boolean {
  return TIME_NAME.test(name)
}

/** @returns true for names of timestamps in the future */
export function isFutureName(name: string): boolean {
  return FUTURE_NAME.test(name)
}
