import { type ModelTraits, modelTraits, type ResponseVersion } from '../../../openai/model-traits.ts'
import type { Json } from '../../../web/json/json.ts'
import { asObjects, asString } from '../../../web/json/narrow.ts'
import type { ResponseRequest } from '../response-request.ts'

/** The version in which recordings show a built-in tool, if it is newer than that of the oldest models. */
const TOOL_VERSIONS: Readonly<Record<string, ResponseVersion>> = {
  code_interpreter: '2025-09',
  image_generation: '2025-09',
  mcp: '2025-09',
  file_search: '2025-11',
  web_search: '2026-01',
  web_search_preview: '2026-01',
  apply_patch: '2026-07',
  shell: '2026-07',
  tool_search: '2026-04',
}

/** The same for parameters. */
const PARAMETER_VERSIONS: readonly (readonly [name: keyof ResponseRequest, version: ResponseVersion])[] = [
  ['top_logprobs', '2026-04'],
  ['conversation', '2026-06'],
  ['moderation', '2026-07'],
]

/**
 * Returns the traits of the model, with the version of the Responses API that answers the request: the newest that its
 * model, tools and parameters need.
 *
 * @param model the model that the response names
 */
export function responseTraits(model: Json | undefined, body: ResponseRequest): ModelTraits {
  const traits = modelTraits(model)
  const versions = [
    traits.responses,
    ...asObjects(body.tools).flatMap(({ type }) => TOOL_VERSIONS[asString(type) ?? ''] ?? []),
    ...PARAMETER_VERSIONS.flatMap(([name, version]) =>
      (body[name] ?? undefined) === undefined ? [] : [version],
    ),
  ]
  const responses = versions.reduce((newest, version) => (version > newest ? version : newest))
  return responses === traits.responses ? traits : { ...traits, responses }
}
