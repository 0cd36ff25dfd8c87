import { pathOf } from '../paths.ts'
import { jsonResponse, type Resource } from '../resource.ts'

/** `GET /__mock`: index of the control API. */
export function apiIndex(resources: readonly Resource[]): Resource {
  const body = {
    about:
      'The control API of openai-edge-mock, a mock of the entire OpenAI API. Patches change its responses; ' +
      'see docs/control-api.md.',
    resources: Object.fromEntries(
      resources.flatMap((resource) =>
        Object.entries(resource.actions).map(([method, { summary }]) => [
          `${method} ${pathOf(resource)}`,
          summary,
        ]),
      ),
    ),
  }
  return {
    path: '/',
    actions: {
      GET: {
        access: 'open',
        summary: 'Lists the resources of the control API',
        handle: () => jsonResponse(body),
      },
    },
  }
}
