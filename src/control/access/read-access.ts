import { createAuthorize } from '../../pipeline/authorize.ts'
import { readApiKey } from '../../request/api-key.ts'
import type { Settings } from '../../settings.ts'
import type { AccessCheck } from '../resource.ts'

/**
 * Returns the check for reads: open unless `MOCK_API_KEYS` restricts the mock. The admin token grants read access, too.
 */
export function createReadAccess({ auth, apiKeys, adminToken, isLocked }: Settings): AccessCheck {
  const acceptedKeys = adminToken === undefined ? apiKeys : [...apiKeys, adminToken]
  const authorize = createAuthorize({ auth, apiKeys: acceptedKeys, isLocked })
  return async ({ req }) => {
    // The status of a locked mock is open, because it contains the reason.
    if ((isLocked && !req.path.endsWith('/status')) || (apiKeys.length > 0 && !isLocked)) {
      const { headers } = req.raw
      await authorize({ headers, key: readApiKey(headers) })
    }
  }
}
