import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asObjects } from '../../web/json/narrow.ts'
import type { StateRequest } from '../state/behavior.ts'
import { passageFinder } from '../vector-stores/find-passages.ts'
import { FOUND_PASSAGES } from './run-citations.ts'
import { questionOfRun } from './run-reply.ts'

/**
 * Searches the vector stores of a run that may search files.
 *
 * @param body the request of the run with everything that its assistant and thread add
 * @param owners the assistant, the thread and requests for them, whose `tool_resources` name the stores
 * @returns the request with the passages that were found
 */
export function withPassages(
  { store, isStrict, now }: Pick<StateRequest, 'store' | 'isStrict' | 'now'>,
  body: JsonObject | undefined,
  owners: readonly (JsonObject | undefined)[],
): JsonObject | undefined {
  const tool = asObjects(body?.['tools']).find(({ type }) => type === 'file_search')
  if (body === undefined || tool === undefined) {
    return body
  }
  const ids = owners.flatMap((owner) =>
    asArray(asObject(asObject(owner?.['tool_resources'])?.['file_search'])?.['vector_store_ids']),
  )
  const search = { ...asObject(tool['file_search']), vector_store_ids: [...new Set(ids)] }
  const found = passageFinder(store, { isStrict, now })(search, questionOfRun(body))
  return found === undefined ? body : { ...body, [FOUND_PASSAGES]: found.map((passage) => ({ ...passage })) }
}
