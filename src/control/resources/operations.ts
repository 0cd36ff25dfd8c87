import { supportsStreaming } from '../../operations/streams.ts'
import { type ControlServices, textResponse, type Resource } from '../resource.ts'

/** `GET /__mock/operations`: lists all operations. */
export function operations({ catalogue }: ControlServices): Resource {
  // One operation per line, so that the list can be searched with grep.
  const lines = () =>
    catalogue.routes.map((route) => {
      const { id, method, path, query } = route
      const { statuses, examples } = catalogue.outline(id)
      return JSON.stringify({
        id,
        method,
        path,
        ...(query && { query }),
        streams: supportsStreaming(route),
        statuses,
        examples: Object.fromEntries([...examples].filter(([, names]) => names.length > 0)),
      })
    })
  return {
    path: '/operations',
    actions: {
      GET: {
        access: 'open',
        summary:
          'Lists all operations: id, method, path, statuses, examples by status, and whether it streams',
        handle: () =>
          textResponse(`{"operations":[\n${lines().join(',\n')}\n]}\n`, 200, {
            'content-type': 'application/json',
          }),
      },
    },
  }
}
