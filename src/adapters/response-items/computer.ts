import type { ItemsOf } from './call-items.ts'
import { itemIdentifier } from './identifiers.ts'

/**
 * What the caller is to do at the computer: first of all, to show the screen. The preview's calls have one action, the
 * calls of the tool `computer` a list.
 */
export const computerItems: ItemsOf = ({ tool, id }, { random }) => {
  const screenshot = { type: 'screenshot' }
  return [
    {
      type: 'computer_call',
      id: itemIdentifier('cu_', random),
      call_id: id,
      ...(tool.definition['type'] === 'computer' ? { actions: [screenshot] } : { action: screenshot }),
      pending_safety_checks: [],
      status: 'completed',
    },
  ]
}
