import type { FaultKind } from './fault-kind.ts'

/** An answer of status and headers, with a body of no bytes. */
export const empty: FaultKind = ({ empty: isEmpty }) =>
  isEmpty === true ? { name: 'empty', deliver: (message) => ({ ...message, body: '' }) } : undefined
