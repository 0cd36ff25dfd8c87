import type { ItemsOf } from './item-context.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { objectsIn } from '../../../web/json/narrow.ts'
import { isRunByCaller } from '../../../assistant/tools/tools.ts'
import { itemIdentifier } from './item-ids.ts'

/** A search for deferred tools, run by the service on the request's tools or by the client. */
export const toolSearchItems: ItemsOf = (call, { body, prompt, random }) => {
  const isClients = isRunByCaller(call.tool)
  const shared = {
    call_id: isClients ? call.id : null,
    execution: isClients ? 'client' : 'server',
    status: 'completed',
  }
  const found = objectsIn(body['tools']).filter(isDeferred)
  const search = {
    type: 'tool_search_call',
    id: itemIdentifier('tsc_', random),
    ...shared,
    arguments: isClients ? { query: prompt } : { paths: found.flatMap(({ name }) => name ?? []) },
  }
  const output = { type: 'tool_search_output', id: itemIdentifier('tso_', random), ...shared, tools: found }
  return isClients ? [search] : [search, output]
}

function isDeferred(tool: JsonObject): boolean {
  return tool['defer_loading'] === true || objectsIn(tool['tools']).some(isDeferred)
}
