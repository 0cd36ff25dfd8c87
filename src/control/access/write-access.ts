import { refuse } from '../../openai/errors.ts'
import { createAuthorise, readKey } from '../../pipeline/authorize.ts'
import type { AccessCheck, WritingWithoutToken } from '../resource.ts'

/**
 * Returns the check for writes. If a token is set, every client must send it, wherever it connects from.
 *
 * @param adminToken value of `MOCK_ADMIN_TOKEN`
 * @param withoutToken policy that applies if there is no token
 */
export function createWriteAccess(
  adminToken: string | undefined,
  withoutToken: WritingWithoutToken,
): AccessCheck {
  if (adminToken === undefined) {
    return async ({ req, env }) =>
      withoutToken.allows(req.raw, env)
        ? undefined
        : refuse(403, withoutToken.advice, { code: 'writing_is_off' })
  }
  const authorise = createAuthorise({ auth: true, apiKeys: [adminToken] })
  return async ({ req }) =>
    (await authorise(readKey(req.raw.headers))) === undefined
      ? undefined
      : refuse(401, WRONG_TOKEN, {
          code: 'invalid_admin_token',
          headers: { 'www-authenticate': 'Bearer realm="openai-edge-mock control API"' },
        })
}

const WRONG_TOKEN =
  'Writing requires the header "Authorization: Bearer ..." with the MOCK_ADMIN_TOKEN that this mock was started with.'
