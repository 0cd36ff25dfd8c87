import type { ItemFactory } from './item-context.ts'
import { newItemId } from './item-ids.ts'

/** A function call for the client to run. */
export const functionItems: ItemFactory = ({ tool, id, input, isTruncated }, { random }) => {
  // A deferred function outside a namespace is its own namespace (12 of 12 recorded calls).
  const namespace = tool.namespace ?? ('defer_loading' in tool.definition ? tool.name : undefined)
  return [
    {
      type: 'function_call',
      id: newItemId('fc_', random),
      call_id: id,
      name: tool.name,
      ...(namespace !== undefined && { namespace }),
      arguments: input,
      status: isTruncated === true ? 'incomplete' : 'completed',
    },
  ]
}

/** A custom tool call for the client to run; its input is free text or text that matches a grammar. */
export const customItems: ItemFactory = ({ tool, id, input }, { random }) => [
  {
    type: 'custom_tool_call',
    id: newItemId('ctc_', random),
    call_id: id,
    name: tool.name,
    ...(tool.namespace !== undefined && { namespace: tool.namespace }),
    input,
  },
]
