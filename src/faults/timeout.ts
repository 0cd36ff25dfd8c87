import { apiHeaders } from '../openai/headers.ts'
import { errorEnvelope, apiErrorData } from '../openai/errors.ts'
import type { FaultKind } from './fault-kind.ts'
import { MAX_DELAY_MS } from '../web/limits/timeout.ts'
import { wait } from './wait.ts'

/** Sends no response until the timeout has passed, then a 504. */
export const timeout: FaultKind = ({ timeout: setting }, { signal }) =>
  setting === undefined || setting === false
    ? undefined
    : {
        name: 'timeout',
        deliver: async ({ headers }) => {
          await wait(setting === true ? MAX_DELAY_MS : setting, signal())
          return {
            status: TIMEOUT_ERROR.status,
            headers: { ...apiHeaders(0), ...mockHeaders(headers), 'content-type': 'application/json' },
            body: JSON.stringify(errorEnvelope(TIMEOUT_ERROR)),
          }
        },
      }

const TIMEOUT_ERROR = apiErrorData(504, 'The mock did not respond in time: a patch injects a timeout.', {
  type: 'server_error',
  code: 'timeout',
})

/** The mock's own headers, which are also sent with the 504. */
function mockHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-mock-')))
}
