import { isObject, type Json, type JsonObject, type LocatedOperation } from '../../document/document.ts'
import { severalItems } from './list-items.ts'
import { withoutPlaceholders } from './placeholders.ts'
import { settle, stageOf } from './job-lifecycle.ts'
import { inOrder } from './timestamps.ts'

/**
 * Makes an example of OpenAI's reference realistic: no placeholders, ordered timestamps, consistent job states, lists
 * of several items.
 *
 * @param value the example (not mutated)
 * @param operation the operation that returns it
 */
export function believable(value: Json, operation: Pick<LocatedOperation, 'method' | 'path'>): Json {
  const real = inOrder(withoutPlaceholders(value))
  if (!isObject(real)) {
    return real
  }
  const stage = stageOf(operation)
  const { data } = real
  if (!isList(real) || !Array.isArray(data)) {
    return settle(real, stage)
  }
  const settled = data.map((item) => (isObject(item) ? settle(item, 'retrieved') : item))
  const items = settled.filter(isObject)
  return operation.method !== 'get' || items.length < settled.length || items.length === 0
    ? { ...real, data: settled }
    : withItems(real, severalItems(items, operation.path))
}

function isList(body: JsonObject): boolean {
  return 'has_more' in body
}

function withItems(body: JsonObject, data: JsonObject[]): JsonObject {
  return {
    ...body,
    data,
    ...('first_id' in body && { first_id: data.at(0)?.['id'] ?? null }),
    ...('last_id' in body && { last_id: data.at(-1)?.['id'] ?? null }),
    has_more: false,
  }
}
