import { apiError } from '../openai/errors.ts'
import type { NamespaceSettings } from '../patches/document/types.ts'
import type { StateMode } from '../settings.ts'

/**
 * Returns the mode of a request: its header, else the setting of its namespace, else that of the deployment.
 *
 * @throws {import('../openai/errors.ts').ApiError} if the header is not a mode
 */
export function stateModeOf(
  headers: Headers,
  namespace: Pick<NamespaceSettings, 'state'>,
  deployment: StateMode,
): StateMode {
  const header = headers.get('x-mock-state')
  if (header === null) {
    return namespace.state ?? deployment
  }
  if (header !== 'on' && header !== 'off' && header !== 'strict') {
    const message = `Invalid X-Mock-State: ${header}. Expected on, off or strict.`
    throw apiError(400, message, { code: 'invalid_preference', param: 'X-Mock-State' })
  }
  return header
}
