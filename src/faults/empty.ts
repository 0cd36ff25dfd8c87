import type { FaultKind } from './fault-kind.ts'

/** Sends status and headers with an empty body. */
export const empty: FaultKind = ({ empty: isEmpty }) =>
  isEmpty === true
    ? {
        name: 'empty',
        // A status such as 204 has no body to replace.
        deliver: (message) => (message.body === null ? message : { ...message, body: '' }),
      }
    : undefined
