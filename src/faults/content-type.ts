import type { FaultKind } from './fault-kind.ts'

/** Sends a header `content-type` that does not match the body. */
export const contentType: FaultKind = ({ contentType: value }) =>
  value === undefined
    ? undefined
    : {
        name: 'contentType',
        deliver: (message) => ({ ...message, headers: { ...message.headers, 'content-type': value } }),
      }
