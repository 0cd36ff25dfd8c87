import { brokenJson } from '../malformed.ts'
import { atPosition } from './at-position.ts'
import { streamKind } from './stream-kind.ts'

/** Truncates the JSON of one event. */
export const malformed = streamKind({
  name: 'malformed',
  change: (stream, { after }) =>
    atPosition(stream, after, (event) =>
      'data' in event && typeof event.data === 'object'
        ? [{ ...event, data: brokenJson(JSON.stringify(event.data)) }]
        : [event],
    ),
})
