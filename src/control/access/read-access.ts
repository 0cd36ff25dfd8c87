import { createAuthorize } from '../../pipeline/authorize.ts'
import { readApiKey } from '../../request/api-key.ts'
import type { Settings } from '../../settings.ts'
import type { AccessCheck } from '../resource.ts'

/**
 * Returns the check for reads: open unless `MOCK_API_KEYS` restricts the mock. The admin token grants read access, too.
 */
export function createReadAccess({ auth, apiKeys, adminToken }: Settings): AccessCheck {
  const acceptedKeys = adminToken === undefined ? apiKeys : [...apiKeys, adminToken]
  const authorize = createAuthorize({ auth, apiKeys: acceptedKeys })
  return async ({ req }) => {
    if (apiKeys.length > 0) {
      const { headers } = req.raw
      await authorize({ headers, key: readApiKey(headers) })
    }
  }
}
