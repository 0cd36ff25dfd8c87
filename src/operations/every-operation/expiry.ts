import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject } from '../../web/json/narrow.ts'
import { SECONDS_PER_DAY } from '../../web/time.ts'
import type { Transform } from '../operation.ts'

const SECONDS_PER_UNIT: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, days: SECONDS_PER_DAY }

/** Sets `expires_at` to `created_at` plus the request's `expires_after` or `expires_in_seconds`. */
export const applyExpiry: Transform = (answer, { body }) => {
  const lifetime =
    asNumber(body['expires_in_seconds']) ?? lifetimeSeconds(asObject(body['expires_after']) ?? {})
  const created = asNumber(answer['created_at'])
  return lifetime === undefined || created === undefined || !('expires_at' in answer)
    ? answer
    : { ...answer, expires_at: created + lifetime }
}

function lifetimeSeconds(after: JsonObject): number | undefined {
  const [unit] = Object.keys(SECONDS_PER_UNIT).filter((name) => asNumber(after[name]) !== undefined)
  return unit === undefined ? undefined : (asNumber(after[unit]) ?? 0) * (SECONDS_PER_UNIT[unit] ?? 1)
}
