import { pathOf } from './paths.ts'
import { jsonAnswer, type Resource } from './resource.ts'

/** `GET /__mock`: what there is, for those who come here for the first time. */
export function overview(resources: readonly Resource[]): Resource {
  const body = {
    about:
      'The control API of openai-edge-mock, a mock of the whole OpenAI API. Patches change its answers; ' +
      'docs/control.md tells the rest.',
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
    actions: { GET: { access: 'open', summary: 'What there is', handle: () => jsonAnswer(body) } },
  }
}
