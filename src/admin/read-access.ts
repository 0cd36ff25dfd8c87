import { createAuthorise, readKey } from '../pipeline/authorise.ts'
import type { Settings } from '../settings.ts'
import type { AccessCheck } from './resource.ts'

/**
 * A mock that restricts its keys tells strangers nothing of its namespaces and patches; who may write may read, too.
 */
export function createReadAccess({ auth, apiKeys, adminToken }: Settings): AccessCheck {
  const taken = adminToken === undefined ? apiKeys : [...apiKeys, adminToken]
  const authorise = createAuthorise({ auth, apiKeys: taken })
  return async ({ req }) => (apiKeys.length === 0 ? undefined : authorise(readKey(req.raw.headers)))
}
