import type { ItemsOf } from './call-items.ts'
import { itemIdentifier } from './identifiers.ts'

/** Calls of functions, which the caller runs. */
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

/** Calls of custom tools, which the caller runs: free text, or text of a grammar. */
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
