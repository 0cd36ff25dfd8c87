import { ConnectionLost } from '../web/http/connection-lost.ts'
import type { FaultKind } from './fault-kind.ts'

/** Ends the connection before the response starts. */
export const connection: FaultKind = ({ connection: mode }, context) =>
  mode === undefined
    ? undefined
    : {
        name: 'connection',
        deliver: async () => {
          await context.connection.end(mode)
          throw new ConnectionLost(mode)
        },
      }
