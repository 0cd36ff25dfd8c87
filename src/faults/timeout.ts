import { apiHeaders } from '../openai/headers.ts'
import { errorEnvelope, refuse } from '../openai/errors.ts'
import type { FaultKind } from './fault-kind.ts'
import { LONGEST_WAIT_MS, wait } from './wait.ts'

/** Sends no response until the timeout has passed, then a 504. */
export const timeout: FaultKind = ({ timeout: setting }, { signal }) =>
  setting === undefined || setting === false
    ? undefined
    : {
        name: 'timeout',
        deliver: async ({ headers }) => {
          await wait(setting === true ? LONGEST_WAIT_MS : setting, signal())
          return {
            status: GAVE_UP.status,
            headers: { ...apiHeaders(0), ...keptOf(headers), 'content-type': 'application/json' },
            body: JSON.stringify(errorEnvelope(GAVE_UP)),
          }
        },
      }

const { refusal: GAVE_UP } = refuse(504, 'The mock did not respond in time: a patch injects a timeout.', {
  type: 'server_error',
  code: 'timeout',
})

/** The mock's own headers, which are also sent with the 504. */
function keptOf(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-mock-')))
}
