import type { Random } from '../../web/random/seeded-random.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { newHexIdentifier } from '../../openai/ids.ts'

/** Ranking options that the service adds to file searches. */
const RANKING_OPTIONS: JsonObject = { ranker: 'default_2024_08_21', score_threshold: 0, hybrid_search: null }

/** Digits of a vector store's id. */
const STORE_ID_LENGTH = 32

/** Stored tools by type; others are stored unchanged. */
const STORE_BY_TYPE: Readonly<Record<string, (tool: JsonObject) => JsonObject>> = {
  function: (tool) => ({
    ...tool,
    function: {
      parameters: { type: 'object', properties: {} },
      strict: false,
      ...asObject(tool['function']),
    },
  }),
  file_search: (tool) => {
    const settings = asObject(tool['file_search'])
    return {
      ...tool,
      file_search: {
        ...settings,
        ranking_options: { ...RANKING_OPTIONS, ...asObject(settings?.['ranking_options']) },
      },
    }
  },
}

/** @returns the tools of a request as an assistant stores them, with the service's defaults */
export function storedTools(tools: Json | undefined): JsonObject[] {
  return asObjects(tools).map((tool) => {
    const type = asString(tool['type']) ?? ''
    const store = Object.hasOwn(STORE_BY_TYPE, type) ? STORE_BY_TYPE[type] : undefined
    return store === undefined ? tool : store(tool)
  })
}

/**
 * Returns the tool resources of a request as an assistant or thread stores them: vector stores to create become ids, and
 * a code interpreter has its list of files.
 *
 * @param tools the assistant's tools; a thread has none
 */
export function storedResources(
  resources: Json | undefined,
  tools: Json | undefined,
  random: Random,
): JsonObject {
  const given = asObject(resources) ?? {}
  const search = asObject(given['file_search'])
  const { vector_stores: created, ...others } = search ?? {}
  const ids = asObjects(created).map(() => newHexIdentifier('vs_', random, STORE_ID_LENGTH))
  const runsCode = asObjects(tools).some(({ type }) => type === 'code_interpreter')
  return {
    ...(runsCode && { code_interpreter: { file_ids: [] } }),
    ...given,
    ...(search && { file_search: { ...others, ...(ids.length > 0 && { vector_store_ids: ids }) } }),
  }
}
