import { truncateJson } from '../malformed.ts'
import { replaceEvent } from './at-position.ts'
import { streamFaultKind } from './stream-kind.ts'

/** Truncates the JSON of one event. */
export const malformed = streamFaultKind({
  name: 'malformed',
  change: (stream, { after }) =>
    replaceEvent(stream, after, (event) =>
      'data' in event && typeof event.data === 'object'
        ? [{ ...event, data: truncateJson(JSON.stringify(event.data)) }]
        : [event],
    ),
})
