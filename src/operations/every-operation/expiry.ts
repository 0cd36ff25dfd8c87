import type { JsonObject } from '../../web/json/json.ts'
import { numberIn, objectIn } from '../../web/json/narrow.ts'
import type { Adapter } from '../operation.ts'

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, days: 86_400 }

/** Sets `expires_at` to `created_at` plus the request's `expires_after` or `expires_in_seconds`. */
export const expire: Adapter = (answer, { body }) => {
  const lifetime = numberIn(body['expires_in_seconds']) ?? lifetimeOf(objectIn(body['expires_after']) ?? {})
  const created = numberIn(answer['created_at'])
  return lifetime === undefined || created === undefined || !('expires_at' in answer)
    ? answer
    : { ...answer, expires_at: created + lifetime }
}

function lifetimeOf(after: JsonObject): number | undefined {
  const [unit] = Object.keys(SECONDS).filter((name) => numberIn(after[name]) !== undefined)
  return unit === undefined ? undefined : (numberIn(after[unit]) ?? 0) * (SECONDS[unit] ?? 1)
}
