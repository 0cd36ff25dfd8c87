import type { FaultKind } from './fault-kind.ts'

/** An answer of status and headers, with a body of no bytes. */
export const empty: FaultKind = ({ empty: isEmpty }) =>
  isEmpty === true
    ? {
        name: 'empty',
        // A status such as 204 has no body that could be empty.
        deliver: (message) => (message.body === null ? message : { ...message, body: '' }),
      }
    : undefined
