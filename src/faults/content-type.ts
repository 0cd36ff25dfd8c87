import type { FaultKind } from './fault-kind.ts'

/** A header `content-type` that says something else than the body. */
export const contentType: FaultKind = ({ contentType: value }) =>
  value === undefined
    ? undefined
    : {
        name: 'contentType',
        deliver: (message) => ({ ...message, headers: { ...message.headers, 'content-type': value } }),
      }
