import { type ControlServices, jsonResponse, type Resource } from '../resource.ts'

/** `GET /__mock/health`: returns 200 when the mock is ready. */
export function health({ catalogue: { document, routes } }: ControlServices): Resource {
  return {
    path: '/health',
    actions: {
      GET: {
        access: 'open',
        summary: 'Whether the mock is ready, and the mocked document',
        handle: () => jsonResponse({ status: 'ok', operations: routes.length, document }),
      },
    },
  }
}
