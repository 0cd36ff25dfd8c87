import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { storedResources } from './stored-tools.ts'

/** @returns the thread that a run and its request create together */
export function threadOfRun(run: JsonObject, body: JsonObject): JsonObject {
  const thread = asObject(body['thread'])
  const id = asString(run['thread_id']) ?? ''
  return {
    id,
    object: 'thread',
    created_at: run['created_at'] ?? 0,
    metadata: asObject(thread?.['metadata']) ?? {},
    tool_resources: storedResources(
      thread?.['tool_resources'],
      undefined,
      seededRandom(`resources of ${id}`),
    ),
  }
}
