import type { ItemFactory } from './item-context.ts'
import { asObjects } from '../../../web/json/narrow.ts'
import { isClientExecuted, isDeferred } from '../../../assistant/tools/tools.ts'
import { newItemId } from './item-ids.ts'

/** A search for deferred tools, run by the service on the request's tools or by the client. */
export const toolSearchItems: ItemFactory = (call, { body, prompt, random }) => {
  const isByClient = isClientExecuted(call.tool)
  const shared = {
    call_id: isByClient ? call.id : null,
    execution: isByClient ? 'client' : 'server',
    status: 'completed',
  }
  const found = asObjects(body.tools).filter(isDeferred)
  const search = {
    type: 'tool_search_call',
    id: newItemId('tsc_', random),
    ...shared,
    arguments: isByClient ? { query: prompt } : { paths: found.flatMap(({ name }) => name ?? []) },
  }
  const output = { type: 'tool_search_output', id: newItemId('tso_', random), ...shared, tools: found }
  return isByClient ? [search] : [search, output]
}
