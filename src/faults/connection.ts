import { ConnectionLost } from './connection-lost.ts'
import type { FaultKind } from './fault-kind.ts'

/** A connection that ends before the answer begins. */
export const connection: FaultKind = ({ connection: how }, context) =>
  how === undefined
    ? undefined
    : {
        name: 'connection',
        deliver: async () => {
          await context.connection.end(how)
          throw new ConnectionLost(how)
        },
      }
