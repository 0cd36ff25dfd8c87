/** How the API names points in time, in seconds since 1970; `valid_at` and `last_used_at` among them. */
const TIME_NAME = /^(?:created|.+_at|start_time|end_time)$/

/** Moments that lie in the future of the answer. */
const FUTURE_NAME = /^expires/

/** @returns true for names of properties that hold a time */
export function isTimeName(name: string): boolean {
  return TIME_NAME.test(name)
}

/** @returns true for names of times that lie ahead */
export function isFutureName(name: string): boolean {
  return FUTURE_NAME.test(name)
}
