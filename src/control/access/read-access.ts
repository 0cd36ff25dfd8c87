import { createAuthorise, readKey } from '../../pipeline/authorize.ts'
import type { Settings } from '../../settings.ts'
import type { AccessCheck } from '../resource.ts'

/**
 * Returns the check for reads: open unless `MOCK_API_KEYS` restricts the mock. The admin token grants read access, too.
 */
export function createReadAccess({ auth, apiKeys, adminToken }: Settings): AccessCheck {
  const taken = adminToken === undefined ? apiKeys : [...apiKeys, adminToken]
  const authorise = createAuthorise({ auth, apiKeys: taken })
  return async ({ req }) => (apiKeys.length === 0 ? undefined : authorise(readKey(req.raw.headers)))
}
