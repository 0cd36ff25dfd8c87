import type { ItemsOf } from './item-context.ts'
import { itemIdentifier } from './item-ids.ts'

/** A function call for the client to run. */
export const functionItems: ItemsOf = ({ tool, id, input, isCut }, { random }) => [
  {
    type: 'function_call',
    id: itemIdentifier('fc_', random),
    call_id: id,
    name: tool.name,
    ...(tool.namespace !== undefined && { namespace: tool.namespace }),
    arguments: input,
    status: isCut === true ? 'incomplete' : 'completed',
  },
]

/** A custom tool call for the client to run; its input is free text or text that matches a grammar. */
export const customItems: ItemsOf = ({ tool, id, input }, { random }) => [
  {
    type: 'custom_tool_call',
    id: itemIdentifier('ctc_', random),
    call_id: id,
    name: tool.name,
    ...(tool.namespace !== undefined && { namespace: tool.namespace }),
    input,
  },
]
