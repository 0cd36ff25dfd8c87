import { type ControlTools, jsonAnswer, type Resource } from '../resource.ts'

/** `GET /__mock/health`: returns 200 when the mock is ready. */
export function health({ catalogue: { document, routes } }: ControlTools): Resource {
  return {
    path: '/health',
    actions: {
      GET: {
        access: 'open',
        summary: 'Whether the mock is ready, and the mocked document',
        handle: () => jsonAnswer({ status: 'ok', operations: routes.length, document }),
      },
    },
  }
}
