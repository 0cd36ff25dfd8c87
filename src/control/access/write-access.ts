import { apiError } from '../../openai/errors.ts'
import { createKeyCheck } from '../../pipeline/authorize.ts'
import { readApiKey } from '../../request/api-key.ts'
import type { AccessCheck, WritePolicy } from '../resource.ts'

/**
 * Returns the check for writes. If a token is set, every client must send it, wherever it connects from.
 *
 * @param adminToken value of `MOCK_ADMIN_TOKEN`
 * @param policy policy that applies if there is no token
 */
export function createWriteAccess(adminToken: string | undefined, policy: WritePolicy): AccessCheck {
  if (adminToken === undefined) {
    return async ({ req, env }) => {
      if (!policy.allows(req.raw, env)) {
        throw apiError(403, policy.advice, { code: 'writing_is_off' })
      }
    }
  }
  const isAdminToken = createKeyCheck([adminToken])
  return async ({ req }) => {
    const token = readApiKey(req.raw.headers)
    if (token === undefined || !(await isAdminToken(token))) {
      throw apiError(401, INVALID_TOKEN_MESSAGE, {
        code: 'invalid_admin_token',
        headers: { 'www-authenticate': 'Bearer realm="openai-edge-mock control API"' },
      })
    }
  }
}

const INVALID_TOKEN_MESSAGE =
  'Writing requires the header "Authorization: Bearer ..." with the MOCK_ADMIN_TOKEN that this mock was started with.'
