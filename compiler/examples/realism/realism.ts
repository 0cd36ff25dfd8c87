import { isObject, type Json, type JsonObject, type LocatedOperation } from '../../document/document.ts'
import { expandItems } from './list-items.ts'
import { replacePlaceholders } from './placeholders.ts'
import { applyJobPhase, jobPhaseOf } from './job-lifecycle.ts'
import { normalizeTimestamps } from './timestamps.ts'

/**
 * Makes an example of OpenAI's reference realistic: no placeholders, ordered timestamps, consistent job states, lists
 * of several items.
 *
 * @param value the example (not mutated)
 * @param operation the operation that returns it
 */
export function makeRealistic(value: Json, operation: Pick<LocatedOperation, 'method' | 'path'>): Json {
  const realistic = normalizeTimestamps(replacePlaceholders(value))
  if (!isObject(realistic)) {
    return realistic
  }
  const phase = jobPhaseOf(operation)
  const { data } = realistic
  if (!isList(realistic) || !Array.isArray(data)) {
    return applyJobPhase(realistic, phase)
  }
  const items = data.map((item) => (isObject(item) ? applyJobPhase(item, 'retrieved') : item))
  const objects = items.filter(isObject)
  return operation.method !== 'get' || objects.length < items.length || objects.length === 0
    ? { ...realistic, data: items }
    : withItems(realistic, expandItems(objects, operation.path))
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
