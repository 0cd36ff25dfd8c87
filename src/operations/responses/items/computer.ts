import type { ItemFactory } from './item-context.ts'
import { newItemId } from './item-ids.ts'

/**
 * A computer action for the client to perform: a screenshot. Calls of the preview tool have one action, calls of
 * `computer` a list.
 */
export const computerItems: ItemFactory = ({ tool, id }, { random }) => {
  const screenshot = { type: 'screenshot' }
  return [
    {
      type: 'computer_call',
      id: newItemId('cu_', random),
      call_id: id,
      ...(tool.definition['type'] === 'computer' ? { actions: [screenshot] } : { action: screenshot }),
      pending_safety_checks: [],
      status: 'completed',
    },
  ]
}
