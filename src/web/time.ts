/** Seconds of a minute. */
export const SECONDS_PER_MINUTE = 60

/** Seconds of an hour. */
export const SECONDS_PER_HOUR = 3600

/** Seconds of a day. */
export const SECONDS_PER_DAY = 86_400
