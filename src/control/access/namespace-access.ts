import { apiError } from '../../openai/errors.ts'
import { readApiKey } from '../../request/api-key.ts'
import type { AccessCheck } from '../resource.ts'

/** Namespaces of tests, which have no token of a shared server. */
const TEST_NAMESPACE = /^t-/

/** Returns the check for changes of one namespace: those of tests may be changed with any API key. */
export function createNamespaceAccess(read: AccessCheck, write: AccessCheck): AccessCheck {
  return async (context) => {
    const { req } = context
    if (!TEST_NAMESPACE.test(req.param('namespace') ?? '')) {
      return write(context)
    }
    if (readApiKey(req.raw.headers) === undefined) {
      throw apiError(
        401,
        'Send any API key as "Authorization: Bearer ..." to change the namespace of a test.',
        {
          code: 'missing_key',
          headers: { 'www-authenticate': 'Bearer realm="openai-edge-mock control API"' },
        },
      )
    }
    return read(context)
  }
}
