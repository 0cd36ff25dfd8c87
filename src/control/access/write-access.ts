import { apiError } from '../../openai/errors.ts'
import { createAuthorize, readKey } from '../../pipeline/authorize.ts'
import type { AccessCheck, WritePolicy } from '../resource.ts'

/**
 * Returns the check for writes. If a token is set, every client must send it, wherever it connects from.
 *
 * @param adminToken value of `MOCK_ADMIN_TOKEN`
 * @param policy policy that applies if there is no token
 */
export function createWriteAccess(adminToken: string | undefined, policy: WritePolicy): AccessCheck {
  if (adminToken === undefined) {
    return async ({ req, env }) =>
      policy.allows(req.raw, env) ? undefined : apiError(403, policy.advice, { code: 'writing_is_off' })
  }
  const authorize = createAuthorize({ auth: true, apiKeys: [adminToken] })
  return async ({ req }) =>
    (await authorize(readKey(req.raw.headers))) === undefined
      ? undefined
      : apiError(401, INVALID_TOKEN_MESSAGE, {
          code: 'invalid_admin_token',
          headers: { 'www-authenticate': 'Bearer realm="openai-edge-mock control API"' },
        })
}

const INVALID_TOKEN_MESSAGE =
  'Writing requires the header "Authorization: Bearer ..." with the MOCK_ADMIN_TOKEN that this mock was started with.'
